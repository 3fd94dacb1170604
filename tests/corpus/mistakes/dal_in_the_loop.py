# exercise: 1
# source: Kulbear/deep-learning-coursera, issue 27: dAL in the loop should be grads["dA" + str(l + 2)]
# mistake: In the loop, every layer starts from the same dA of the last hidden layer, and not from that of the layer above it.
# lines: 28
# crash: no
# first wrong: DW[1]
import numpy as np


def relu_backward(dA, Z):
    return np.where(Z > 0, dA, 0.0)


def linear_backward(dZ, cache):
    A_prev, W = cache
    return W @ dZ, dZ @ A_prev.T, np.sum(dZ, axis=1, keepdims=True)


def L_model_backward(AL, Y, caches):
    grads = {}
    L = len(caches)
    m = AL.shape[1]
    dZL = 2 * (AL - Y) / m
    dAL, grads["dW" + str(L)], grads["db" + str(L)] = linear_backward(dZL, caches[L - 1])
    grads["dA" + str(L)] = dAL
    for l in reversed(range(L - 1)):
        current_activation = caches[l + 1][0]
        dZ = relu_backward(dAL, current_activation)
        dA_prev_temp, dW_temp, db_temp = linear_backward(dZ, caches[l])
        grads["dA" + str(l + 1)] = dA_prev_temp
        grads["dW" + str(l + 1)] = dW_temp
        grads["db" + str(l + 1)] = db_temp
    return grads


def exercise1(W, B, A, Y, T):
    caches = [(a.T, w) for a, w in zip(A, W)]
    grads = L_model_backward(Y.T, T.T, caches)
    DW, DB = [], []
    for l in range(1, len(W) + 1):
        DW.append(grads["dW" + str(l)].T)
        DB.append(np.squeeze(grads["db" + str(l)], axis=1))
    return DW, DB
