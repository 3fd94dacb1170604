# exercise: 1
# source: community.deeplearning.ai 85937 "Wrong values for dW1": the formula of dZ1 was misread, Z1 was multiplied in as well
# mistake: The delta is multiplied by the activation in addition to the derivative of the ReLU.
# lines: 16
# crash: no
# first wrong: DW[2]
import numpy as np


def g_prime(z):
    return np.where(z > 0, 1.0, 0.0)


def step_back(W_next, dZ_next, Z):
    first_part = dZ_next @ W_next.T
    return first_part * g_prime(Z) * Z


def exercise1(W, B, A, Y, T):
    m = len(Y)
    X, A1, A2, A3 = A
    W1, W2, W3, W4 = W
    dZ4 = (Y - T) * 2 / m
    dZ3 = step_back(W4, dZ4, A3)
    dZ2 = step_back(W3, dZ3, A2)
    dZ1 = step_back(W2, dZ2, A1)
    grads = {"dW": [], "db": []}
    for prev, dZ in ((X, dZ1), (A1, dZ2), (A2, dZ3), (A3, dZ4)):
        grads["dW"].append(prev.T @ dZ)
        grads["db"].append(dZ.sum(axis=0))
    return grads["dW"], grads["db"]
