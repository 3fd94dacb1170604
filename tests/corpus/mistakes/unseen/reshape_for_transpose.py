# exercise: 1
# source: abdur75648/Deep-Learning-Specialization-Coursera, issue 7: "you cannot simply reshape a matrix by using code like A.reshape(3,2)"; pulp-platform/pulp-trainlib, issue 3
# mistake: The arrays are reshaped to one column per sample, which mixes up the numbers, where they should be transposed.
# lines: 11
# crash: no
# first wrong: DW[3]
import numpy as np


def columns(a):
    return a.reshape(a.shape[1], a.shape[0])


def linear_backward(dZ, A_prev):
    m = A_prev.shape[1]
    dW = np.dot(A_prev, dZ.T) / m
    db = np.squeeze(np.sum(dZ, axis=1, keepdims=True), axis=1) / m
    return dW, db


def relu_backward(dA, A):
    dZ = np.array(dA, copy=True)
    dZ[A <= 0] = 0
    return dZ


def exercise1(W, B, A, Y, T):
    grads = {}
    caches = [columns(a) for a in A]
    dZ = 2 * (columns(Y) - columns(T))
    for l in reversed(range(len(W))):
        grads["dW" + str(l)], grads["db" + str(l)] = linear_backward(dZ, caches[l])
        if l > 0:
            dA = np.dot(W[l], dZ)
            dZ = relu_backward(dA, caches[l])
    return [grads["dW" + str(l)] for l in range(4)], [grads["db" + str(l)] for l in range(4)]
