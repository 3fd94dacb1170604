# exercise: 1
# source: fanghao6666/neural-networks-and-deep-learning, pull request 7: "1st input to linear_activation_backward should be grads["dA" + str(l+1)] not grads["dA" + str(L)]"
# mistake: Every hidden layer goes back from the gradient of the last hidden activations, not from that of its own.
# lines: 40
# crash: no
# first wrong: DW[1]
import numpy as np


def linear_backward(dZ, cache):
    A_prev, W = cache
    dW = np.dot(A_prev.T, dZ)
    db = np.sum(dZ, axis=0)
    dA_prev = np.dot(dZ, W.T)
    return dA_prev, dW, db


def relu_backward(dA, A):
    dZ = np.array(dA, copy=True)
    dZ[A <= 0] = 0
    return dZ


def linear_activation_backward(dA, cache, activation):
    linear_cache, activation_cache = cache
    if activation == "relu":
        dZ = relu_backward(dA, activation_cache)
    elif activation == "linear":
        dZ = dA
    return linear_backward(dZ, linear_cache)


def L_model_backward(AL, Y, caches):
    grads = {}
    L = len(caches)
    dAL = 2 * (AL - Y) / AL.shape[0]
    last = linear_activation_backward(dAL, caches[L - 1], "linear")
    grads["dA" + str(L - 1)], grads["dW" + str(L)], grads["db" + str(L)] = last
    for l in reversed(range(L - 1)):
        temp = linear_activation_backward(grads["dA" + str(L - 1)], caches[l], "relu")
        grads["dA" + str(l)], grads["dW" + str(l + 1)], grads["db" + str(l + 1)] = temp
    return grads


def exercise1(W, B, A, Y, T):
    outs = A[1:] + [Y]
    caches = [((A[i], W[i]), outs[i]) for i in range(len(W))]
    grads = L_model_backward(Y, T, caches)
    L = len(W)
    return [grads[f"dW{i + 1}"] for i in range(L)], [grads[f"db{i + 1}"] for i in range(L)]
