# exercise: 1
# source: fanghao6666/neural-networks-and-deep-learning, pull request 13: "fix a index error", grads["dA" + str(l+1)] became grads["dA" + str(l+2)]
# mistake: In the loop, dA is looked up with the key of the layer below, which is only written at the end of that turn.
# lines: 27
# crash: yes
# first wrong: -
import numpy as np


def linear_backward(dZ, cache):
    A_prev, W, b = cache
    return np.dot(dZ, W.T), np.dot(A_prev.T, dZ), np.sum(dZ, axis=0)


def relu_backward(dA, A):
    dZ = np.array(dA, copy=True)
    dZ[A <= 0] = 0
    return dZ


def L_model_backward(AL, Y, caches, activations):
    grads = {}
    L = len(caches)
    dZ = 2 * (AL - Y) / Y.shape[0]
    grads["dA" + str(L)], grads["dW" + str(L)], grads["db" + str(L)] = linear_backward(dZ, caches[L - 1])
    for l in reversed(range(L - 1)):
        dZ = relu_backward(grads["dA" + str(l + 1)], activations[l + 1])
        dA_prev, dW, db = linear_backward(dZ, caches[l])
        grads["dA" + str(l + 1)] = dA_prev
        grads["dW" + str(l + 1)] = dW
        grads["db" + str(l + 1)] = db
    return grads


def exercise1(W, B, A, Y, T):
    caches = list(zip(A, W, B))
    grads = L_model_backward(Y, T, caches, A)
    DW = [grads["dW" + str(l)] for l in range(1, len(W) + 1)]
    DB = [grads["db" + str(l)] for l in range(1, len(B) + 1)]
    return DW, DB
