# exercise: 1
# source: community.deeplearning.ai 402919 "W3 Ex-6: AssertionError: Wrong values for dW1": "Check the formula of dZ1 again. W2 or dW2?"
# mistake: The delta goes back through the gradients of the weights, not through the weights.
# lines: 22
# crash: no
# first wrong: DW[2]
import numpy as np


def backward_propagation(parameters, cache, X, Y):
    m = X.shape[0]
    grads = {}

    dZ4 = 2 / m * (cache["A4"] - Y)
    dW4 = np.dot(cache["A3"].T, dZ4)
    db4 = np.sum(dZ4, axis=0)

    dZ, dW = dZ4, dW4
    grads["dW4"], grads["db4"] = dW4, db4
    for k in (3, 2, 1):
        W = parameters["W" + str(k + 1)]
        dZ = np.multiply(np.dot(dZ, dW.T), np.int64(cache["A" + str(k)] > 0))
        dW = np.dot(cache["A" + str(k - 1)].T, dZ)
        grads["dW" + str(k)] = dW
        grads["db" + str(k)] = np.sum(dZ, axis=0)
    return grads


def exercise1(W, B, A, Y, T):
    parameters = {"W" + str(i): w for i, w in enumerate(W, start=1)}
    parameters.update({"b" + str(i): b for i, b in enumerate(B, start=1)})
    cache = {"A" + str(i): a for i, a in enumerate(A + [Y])}
    grads = backward_propagation(parameters, cache, A[0], T)
    DW = [grads["dW1"], grads["dW2"], grads["dW3"], grads["dW4"]]
    DB = [grads["db1"], grads["db2"], grads["db3"], grads["db4"]]
    return DW, DB
