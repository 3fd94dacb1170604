# exercise: 1
# source: lazyprogrammer/facial-expression-recognition, issue 2, and community.deeplearning.ai thread 290850, on 1 - Z*Z and 1 - np.power(A1, 2) for tanh units; here the units are ReLU
# mistake: The slope of a hidden unit is computed as 1 - a^2, which belongs to tanh, not to ReLU.
# lines: 21
# crash: no
# first wrong: DW[2]
import numpy as np


def backward_propagation(parameters, cache, X, Y):
    m = X.shape[1]
    L = len(parameters) // 2
    grads = {}
    dZ = 2 / m * (cache["A" + str(L)] - Y)
    for l in range(L, 0, -1):
        A_prev = cache["A" + str(l - 1)] if l > 1 else X
        grads["dW" + str(l)] = np.dot(dZ, A_prev.T)
        grads["db" + str(l)] = np.sum(dZ, axis=1, keepdims=True)
        if l > 1:
            dA = np.dot(parameters["W" + str(l)].T, dZ)
            dZ = np.multiply(dA, 1 - np.power(A_prev, 2))
    return grads


def exercise1(W, B, A, Y, T):
    parameters, cache = {}, {}
    for l in range(len(W)):
        parameters["W" + str(l + 1)] = W[l].T
        parameters["b" + str(l + 1)] = B[l].reshape(-1, 1)
        cache["A" + str(l)] = A[l].T
    cache["A" + str(len(W))] = Y.T
    grads = backward_propagation(parameters, cache, A[0].T, T.T)
    DW = [grads["dW%d" % (l + 1)].T for l in range(len(W))]
    DB = [grads["db%d" % (l + 1)].ravel() for l in range(len(W))]
    return DW, DB
