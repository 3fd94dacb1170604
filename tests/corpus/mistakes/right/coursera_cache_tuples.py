# exercise: 1
# source: the manner of community.deeplearning.ai 674897 and tech.apdaga.com, "Building your Deep Neural Network" (linear_backward, columns are samples)
# mistake: none
# lines: -
# crash: no
# first wrong: -
import numpy as np


def linear_backward(dZ, cache):
    A_prev, W, b = cache
    m = A_prev.shape[1]

    dW = np.dot(dZ, A_prev.T) / m
    db = np.sum(dZ, axis=1, keepdims=True) / m
    dA_prev = np.dot(W.T, dZ)

    assert dA_prev.shape == A_prev.shape
    assert dW.shape == W.shape
    assert db.shape == b.shape
    return dA_prev, dW, db


def linear_activation_backward(dA, cache, activation):
    linear_cache, activation_cache = cache
    if activation == "relu":
        dZ = np.array(dA, copy=True)
        dZ[activation_cache <= 0] = 0
    elif activation == "linear":
        dZ = dA
    return linear_backward(dZ, linear_cache)


def L_model_backward(AL, Y, caches):
    grads = {}
    L = len(caches)
    dAL = 2 * (AL - Y)

    current_cache = caches[L - 1]
    grads["dA" + str(L - 1)], grads["dW" + str(L)], grads["db" + str(L)] = \
        linear_activation_backward(dAL, current_cache, "linear")

    for l in reversed(range(L - 1)):
        current_cache = caches[l]
        dA_prev_temp, dW_temp, db_temp = \
            linear_activation_backward(grads["dA" + str(l + 1)], current_cache, "relu")
        grads["dA" + str(l)] = dA_prev_temp
        grads["dW" + str(l + 1)] = dW_temp
        grads["db" + str(l + 1)] = db_temp
    return grads


def exercise1(W, B, A, Y, T):
    Z = A[1:] + [Y]
    caches = [((A[l].T, W[l].T, B[l].reshape(-1, 1)), Z[l].T) for l in range(len(W))]
    grads = L_model_backward(Y.T, T.T, caches)
    DW = [grads["dW" + str(l)].T for l in range(1, 5)]
    DB = [grads["db" + str(l)].flatten() for l in range(1, 5)]
    return DW, DB
