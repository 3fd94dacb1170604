# exercise: 1
# source: JuanMercurio/neural-network-from-scratch (C), commit 4ada0d6 "fixed relu derivative": x > 0 became x >= 0, while the function is called with the activations
# mistake: the derivative of ReLU asks for x >= 0 and is called with activations, for which that is always true
# lines: 11
# crash: no
# first wrong: DW[2]
import numpy as np


def relu_derivative_single(x):
    if x >= 0:
        return 1
    else:
        return 0


relu_derivative = np.vectorize(relu_derivative_single, otypes=[float])


def create_deltas(weights, activations, output, target):
    weight_count = len(weights)
    deltas = [2 * (output - target) / target.shape[0]]
    for i in range(weight_count - 1):
        delta = np.dot(deltas[i], weights[weight_count - i - 1].T)
        d = relu_derivative(activations[weight_count - 1 - i])
        deltas.append(delta * d)
    return deltas


def exercise1(W, B, A, Y, T):
    deltas = create_deltas(W, A, Y, T)
    DW, DB = [], []
    for i in range(len(W)):
        delta = deltas[len(W) - 1 - i]
        DW.append(np.dot(A[i].T, delta))
        DB.append(np.sum(delta, axis=0))
    return DW, DB
