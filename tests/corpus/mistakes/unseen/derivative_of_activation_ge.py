# exercise: 1
# source: datascience.stackexchange.com, question 'Back Propagation Using MATLAB' by Anupam Bisht (iris data, 4-3-1): reluGradient has z(z >= 0) = 1; z(z < 0) = 0, and is called with a2 = relu(z2)
# mistake: The derivative of the ReLU is 1 for z >= 0 but is taken at the activation, which is never negative, so it is 1 for every unit.
# lines: 40, 41, 42
# crash: no
# first wrong: DW[2]
import numpy as np


def relu(z):
    return np.maximum(0, z)


def reluGradient(z):
    g = np.zeros_like(z)
    g[z >= 0] = 1
    g[z < 0] = 0
    return g


def exercise1(W, B, A, Y, T):
    X = A[0]
    W1, W2, W3, W4 = [w.T for w in W]
    b1, b2, b3, b4 = [b.reshape(-1, 1) for b in B]
    dW = [np.zeros_like(w) for w in (W1, W2, W3, W4)]
    db = [np.zeros_like(b) for b in (b1, b2, b3, b4)]
    m = X.shape[0]

    for i in range(m):
        x1 = X[i, :].reshape(-1, 1)
        z1 = W1 @ x1 + b1
        a1 = relu(z1)
        z2 = W2 @ a1 + b2
        a2 = relu(z2)
        z3 = W3 @ a2 + b3
        a3 = relu(z3)
        z4 = W4 @ a3 + b4

        dz4 = 2 * (z4 - T[i].reshape(-1, 1)) / m
        dz3 = (W4.T @ dz4) * reluGradient(a3)
        dz2 = (W3.T @ dz3) * reluGradient(a2)
        dz1 = (W2.T @ dz2) * reluGradient(a1)

        for k, (dz, a) in enumerate([(dz1, x1), (dz2, a1), (dz3, a2), (dz4, a3)]):
            dW[k] += dz @ a.T
            db[k] += dz

    return [d.T for d in dW], [d.ravel() for d in db]
