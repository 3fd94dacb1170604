# exercise: 1
# source: github Open-Deep-ML/DML-OpenProblem, issue 54 (25 Single Neuron with Backpropagation): 2/n in the text, but 1/n in the gradients of the solution
# mistake: The gradients of the mean squared error lack the factor 2.
# lines: 16, 17
# crash: no
# first wrong: DW[3]
import numpy as np


def relu_derivative(output):
    return np.where(output > 0, 1.0, 0.0)


def train_layer(features, errors):
    n = len(features)
    weight_gradients = (1 / n) * np.dot(features.T, errors)
    bias_gradient = (1 / n) * np.sum(errors, axis=0)
    return weight_gradients, bias_gradient


def exercise1(W, B, A, Y, T):
    DW, DB = [], []
    errors = Y - T
    for weights, features in zip(reversed(W), reversed(A)):
        weight_gradients, bias_gradient = train_layer(features, errors)
        DW.insert(0, weight_gradients)
        DB.insert(0, bias_gradient)
        errors = np.dot(errors, weights.T) * relu_derivative(features)
    return DW, DB
