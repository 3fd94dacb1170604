# exercise: 1
# source: yizt/numpy_neural_network, issue 6 (in Chinese): tanh_backward(next_dz) computes the slope from next_dz alone
# mistake: The backward function of the activation knows only what comes back: it returns the slope at that value, and multiplies nothing.
# lines: 14, 15, 32
# crash: no
# first wrong: DW[2]
import numpy as np


def relu(z):
    return np.maximum(0, z)


def relu_backward(next_dz):
    return np.where(next_dz > 0, 1.0, 0.0)


def fc_backward(next_dz, W, z):
    dz = np.dot(next_dz, W.T)
    dw = np.dot(z.T, next_dz)
    db = np.sum(next_dz, axis=0)
    return dw, db, dz


def exercise1(W, B, A, Y, T):
    nuerons = {"z%d" % i: a for i, a in enumerate(A)}
    gradients = {}
    dy = 2 * (Y - T) / Y.shape[0]
    for i in (3, 2, 1, 0):
        gradients["W%d" % i], gradients["b%d" % i], dz = fc_backward(dy, W[i], nuerons["z%d" % i])
        if i:
            dy = relu_backward(dz)
    return [gradients["W%d" % i] for i in range(4)], [gradients["b%d" % i] for i in range(4)]
