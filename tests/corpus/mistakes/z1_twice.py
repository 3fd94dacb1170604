# exercise: 1
# source: JannesKlaas/MLiFC, pull request 23: the cache has the key 'z1' twice, where the second should be 'z2'
# mistake: The cache stores two arrays under the key z1, so there is no z2 when the backward pass asks for it.
# lines: 17
# crash: yes
# first wrong: -
import numpy as np


def forward_prop(W, B, a0):
    z1 = a0.dot(W[0]) + B[0]
    a1 = np.maximum(z1, 0)
    z2 = a1.dot(W[1]) + B[1]
    a2 = np.maximum(z2, 0)
    z3 = a2.dot(W[2]) + B[2]
    a3 = np.maximum(z3, 0)
    return {"a0": a0, "z1": z1, "a1": a1, "z1": z2, "a2": a2, "z3": z3, "a3": a3}


def relu_derivative(z):
    return np.where(z > 0, 1, 0)


def backward_prop(W, cache, y_hat, y):
    m = y.shape[0]
    dz4 = 2 * (y_hat - y)
    dz3 = dz4.dot(W[3].T) * relu_derivative(cache["z3"])
    dz2 = dz3.dot(W[2].T) * relu_derivative(cache["z2"])
    dz1 = dz2.dot(W[1].T) * relu_derivative(cache["z1"])
    grads = {}
    for i, dz in enumerate((dz1, dz2, dz3, dz4)):
        grads["dW%d" % (i + 1)] = 1 / m * cache["a%d" % i].T.dot(dz)
        grads["db%d" % (i + 1)] = 1 / m * np.sum(dz, axis=0)
    return grads


def exercise1(W, B, A, Y, T):
    grads = backward_prop(W, forward_prop(W, B, A[0]), Y, T)
    return [grads["dW%d" % i] for i in (1, 2, 3, 4)], [grads["db%d" % i] for i in (1, 2, 3, 4)]
