# exercise: 1
# source: community.deeplearning.ai thread 232444 "Derivative of Relu in output layer": if A1 > 0: dA2 = 1, "how to write it in code?"
# mistake: An if asks a whole array whether it is positive, where each entry has to be asked.
# lines: 11
# crash: yes
# first wrong: -
import numpy as np


def relu_backward(dA, A):
    if A > 0:
        dZ = dA
    else:
        dZ = 0 * dA
    return dZ


def linear_backward(dZ, A_prev, W):
    dW = np.dot(A_prev.T, dZ)
    db = np.sum(dZ, axis=0)
    dA_prev = np.dot(dZ, W.T)
    return dA_prev, dW, db


def exercise1(W, B, A, Y, T):
    L = len(W)
    dW, db = [None] * L, [None] * L
    dZ = 2 * (Y - T) / T.shape[0]
    for l in reversed(range(L)):
        dA, dW[l], db[l] = linear_backward(dZ, A[l], W[l])
        if l > 0:
            dZ = relu_backward(dA, A[l])
    return dW, db
