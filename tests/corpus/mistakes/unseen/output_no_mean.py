# exercise: 1
# source: Cross Validated 322521 "Backpropagation gradients don't match approximated gradients": grads["W"] = dzl.dot(a2.T), although m = X.shape[1] is at hand, it is never divided by
# mistake: The derivative of the mean squared error is not divided by the number of samples, though it was counted.
# lines: 17
# crash: no
# first wrong: DW[3]
import numpy as np


def relu_back(a):
    return np.where(a > 0, 1, 0)


def back_propagation(X, y, al, L, parameters, caches):
    m = X.shape[0]
    grads = {}
    dzl = 2 * (al - y)
    for l in range(L, 0, -1):
        grads["W" + str(l)] = caches["a" + str(l - 1)].T.dot(dzl)
        grads["b" + str(l)] = np.sum(dzl, axis=0)
        if l > 1:
            dal = dzl.dot(parameters["W" + str(l)].T)
            dzl = dal * relu_back(caches["a" + str(l - 1)])
    return grads


def exercise1(W, B, A, Y, T):
    L = len(W)
    parameters = {"W" + str(l + 1): W[l] for l in range(L)}
    caches = {"a" + str(l): A[l] for l in range(L)}
    grads = back_propagation(A[0], T, Y, L, parameters, caches)
    DW = [grads["W" + str(l + 1)] for l in range(L)]
    DB = [grads["b" + str(l + 1)] for l in range(L)]
    return DW, DB
