# exercise: 1
# source: community.deeplearning.ai thread 31965: "operands could not be broadcast together with shapes (7,9) (9,7)", Z1 has the other orientation
# mistake: The pre-activations are kept with samples as rows, while everything else has samples as columns.
# lines: 15
# crash: yes
# first wrong: -
import numpy as np


def initialize(W, B, A, Y):
    parameters, cache = {}, {}
    for i in range(4):
        parameters[f"W{i + 1}"] = W[i].T
        cache[f"A{i}"] = A[i].T
        cache[f"Z{i + 1}"] = A[i] @ W[i] + B[i]
    cache["A4"] = Y.T
    return parameters, cache


def backward_propagation(parameters, cache, Yt):
    m = Yt.shape[1]
    grads = {}
    dZ = 2 * (cache["A4"] - Yt) / m
    for i in (4, 3, 2, 1):
        grads[f"dW{i}"] = np.dot(dZ, cache[f"A{i - 1}"].T)
        grads[f"db{i}"] = np.sum(dZ, axis=1)
        if i > 1:
            slope = np.where(cache[f"Z{i - 1}"] > 0, 1, 0)
            dZ = np.multiply(slope, np.dot(parameters[f"W{i}"].T, dZ))
    return grads


def exercise1(W, B, A, Y, T):
    parameters, cache = initialize(W, B, A, Y)
    grads = backward_propagation(parameters, cache, T.T)
    return [grads[f"dW{i}"].T for i in range(1, 5)], [grads[f"db{i}"] for i in range(1, 5)]
