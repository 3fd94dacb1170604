# exercise: 1
# source: community.deeplearning.ai thread 119220 "Course 1 - Week 2 - Exercise 5 - propagate": "db is float", the sum of one neuron taken over to layers
# mistake: The gradient of the biases is summed over the units as well, to one number per layer.
# lines: 14
# crash: no
# first wrong: DB[3]
import numpy as np


def propagate(w, A_prev, dZ):
    """columns are samples"""
    grads = {
        "dw": np.dot(A_prev, dZ.T),
        "db": float(np.sum(dZ)),
        "dA_prev": np.dot(w, dZ),
    }
    return grads


def exercise1(W, B, A, Y, T):
    caches = [(w, a.T) for w, a in zip(W, A)]
    m = Y.shape[0]
    dZ = (2 / m) * (Y - T).T
    all_grads = []
    while caches:
        w, A_prev = caches.pop()
        grads = propagate(w, A_prev, dZ)
        all_grads.append(grads)
        dZ = np.multiply(grads["dA_prev"], A_prev > 0)
    all_grads.reverse()
    return [g["dw"] for g in all_grads], [g["db"] for g in all_grads]
