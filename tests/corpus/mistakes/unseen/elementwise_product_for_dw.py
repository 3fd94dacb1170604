# exercise: 1
# source: community.deeplearning.ai thread 24805 'Week 2 Exercise 5: computing cost using np.dot' (Python, columns are samples): for dw = 1/m X (A - Y)^T 'you have used an elementwise multiply between X and (A - Y)^T', a shape error
# mistake: The matrix product of the inputs of a layer with the transposed error is written as the elementwise product, which does not fit in its shapes.
# lines: 33
# crash: yes
# first wrong: -
import numpy as np


def relu(Z):
    return np.maximum(0, Z)


def model_forward(X, W, B):
    caches = []
    A = X
    for w, b in zip(W, B):
        Z = np.dot(w.T, A) + b.reshape(-1, 1)
        caches.append((A, Z))
        A = relu(Z)
    return Z, caches


def propagate(W, B, X, Y):
    m = X.shape[1]
    Z, caches = model_forward(X, W, B)
    cost = np.squeeze(np.sum((Z - Y) ** 2) / m)

    grads = {}
    dZ = 2 * (Z - Y)
    for l in reversed(range(len(W))):
        A_prev, _ = caches[l]
        grads["dw" + str(l + 1)] = (1 / m) * (A_prev * dZ.T)
        grads["db" + str(l + 1)] = (1 / m) * np.sum(dZ, axis=1)
        if l > 0:
            dZ = np.dot(W[l], dZ) * (caches[l - 1][1] > 0)
    return grads, cost


def exercise1(W, B, A, Y, T):
    grads, cost = propagate(W, B, A[0].T, T.T)
    L = len(W)
    return [grads["dw" + str(l)] for l in range(1, L + 1)], [grads["db" + str(l)] for l in range(1, L + 1)]
