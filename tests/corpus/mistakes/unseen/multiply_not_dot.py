# exercise: 1
# source: community.deeplearning.ai thread 723602 "Week 3 exercise 6": for dZ1, np.multiply between W2^T and dZ2 in place of np.dot
# mistake: np.multiply is taken for the product of the signal with the transposed weights, where the matrix product belongs; it happens to fit at the last layer, which has one unit.
# lines: 19
# crash: yes
# first wrong: -
import numpy as np


def backward_propagation(parameters, cache, Y, T):
    m = T.shape[0]
    grads = {}
    dZ = 2 / m * (Y - T)
    for l in range(3, -1, -1):
        A_prev = cache["A" + str(l)]
        grads["dW" + str(l)] = np.dot(A_prev.T, dZ)
        grads["db" + str(l)] = np.sum(dZ, axis=0)
        if l > 0:
            dA_prev = np.multiply(dZ, parameters["W" + str(l)].T)
            dZ = np.multiply(dA_prev, A_prev > 0)
    return grads


def exercise1(W, B, A, Y, T):
    parameters = {"W" + str(l): W[l] for l in range(4)}
    cache = {"A" + str(l): A[l] for l in range(4)}
    grads = backward_propagation(parameters, cache, Y, T)
    return [grads["dW" + str(l)] for l in range(4)], [grads["db" + str(l)] for l in range(4)]
