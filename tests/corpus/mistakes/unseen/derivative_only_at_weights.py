# exercise: 1
# source: ujjwalkarn/Machine-Learning-Tutorials, pull request 16 "New Backpropagation derivation", on home.agh.edu.pl/~vlsi/AI/backp_t_en: "The deltas do not have the differentiation of the activation function"
# mistake: The derivative of ReLU is in the gradients of the weights and biases, but not in the delta that is sent further back.
# lines: 21
# crash: no
# first wrong: DW[1]
import numpy as np


def df(y):
    return (y > 0).astype(float)


def exercise1(W, B, A, Y, T):
    layers = len(W)
    y = A[1:] + [Y]

    delta = [None] * layers
    delta[-1] = 2 * (Y - T) / len(T)
    for k in range(layers - 2, -1, -1):
        delta[k] = np.dot(delta[k + 1], W[k + 1].T)

    DW, DB = [], []
    for k in range(layers):
        step = delta[k] * df(y[k]) if k < layers - 1 else delta[k]
        DW.append(np.dot(A[k].T, step))
        DB.append(step.sum(axis=0))
    return DW, DB
