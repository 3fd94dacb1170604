# exercise: 1
# source: Open-Deep-ML/DML-OpenProblem, issue 54 "25 Single Neuron with Backpropagation": there is a 2 / n multiplier in the text, but 1 / n in the solution
# mistake: The derivative of the squared error has no factor 2: the mean is divided by n, but the 2 of the square is missing.
# lines: 15
# crash: no
# first wrong: DW[3]
import numpy as np


def exercise1(W, B, A, Y, T):
    n = len(T)
    errors = Y - T
    weight_gradients = []
    bias_gradients = []
    delta = (1 / n) * errors
    for features, weights in zip(reversed(A), reversed(W)):
        weight_gradients.append(np.dot(features.T, delta))
        bias_gradients.append(np.sum(delta, axis=0))
        delta = np.dot(delta, weights.T) * (features > 0)
    weight_gradients.reverse()
    bias_gradients.reverse()
    return weight_gradients, bias_gradients
