# exercise: 1
# source: community.deeplearning.ai, "Exercise 7 - linear_backward" (thread 241052): np.multiply for dW
# mistake: The gradient of the weights is an elementwise product, where a matrix product with the transpose is needed.
# lines: 12
# crash: yes
# first wrong: -
import numpy as np


def linear_backward(dZ, cache):
    A_prev, W, b = cache
    dW = np.multiply(A_prev, dZ)
    db = np.sum(dZ, axis=0)
    dA_prev = np.dot(dZ, W.T)
    return dA_prev, dW, db


def relu_backward(dA, activation_cache):
    dZ = np.array(dA, copy=True)
    dZ[activation_cache <= 0] = 0
    return dZ


def exercise1(W, B, A, Y, T):
    caches = list(zip(A, W, B))
    grads = {}
    dZ = 2 * (Y - T) / len(T)
    for l in reversed(range(len(caches))):
        dA, grads["dW" + str(l)], grads["db" + str(l)] = linear_backward(dZ, caches[l])
        dZ = relu_backward(dA, A[l])
    DW = [grads["dW" + str(l)] for l in range(len(caches))]
    DB = [grads["db" + str(l)] for l in range(len(caches))]
    return DW, DB
