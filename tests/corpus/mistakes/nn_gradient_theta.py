# exercise: 1
# source: lawlite19/MachineLearning_Python, issue 4 (in Chinese): Theta1[:,0] = 0 in nnGradient changes nn_params as well
# mistake: The thetas are views into the parameter vector, so setting their bias column to zero loses the biases for the next part of the samples.
# lines: 37
# crash: no
# first wrong: DW[3]
import numpy as np

SHAPES = [(6, 5), (6, 7), (6, 7), (1, 7)]


def unroll(nn_params):
    thetas, start = [], 0
    for rows, cols in SHAPES:
        thetas.append(nn_params[start : start + rows * cols].reshape(rows, cols))
        start += rows * cols
    return thetas


def nnGradient(nn_params, X, y, m, Lambda=0.0):
    thetas = unroll(nn_params)
    one = np.ones((len(X), 1))
    a, z = [np.hstack((one, X))], [None]
    for theta in thetas:
        z.append(a[-1] @ theta.T)
        a.append(np.hstack((one, np.maximum(z[-1], 0))))

    delta = 2 * (z[-1] - y) / m
    grads = []
    for i in range(3, -1, -1):
        grads.insert(0, delta.T @ a[i])
        if i > 0:
            delta = (delta @ thetas[i][:, 1:]) * (z[i] > 0)

    # regularization, not for the biases
    for theta, grad in zip(thetas, grads):
        theta[:, 0] = 0
        grad += Lambda / m * theta
    return np.concatenate([g.ravel() for g in grads])


def exercise1(W, B, A, Y, T):
    nn_params = np.concatenate([np.vstack((b, w)).T.ravel() for w, b in zip(W, B)])
    X, m = A[0], len(T)
    total = np.zeros_like(nn_params)
    for part in (slice(0, m // 2), slice(m // 2, m)):
        total += nnGradient(nn_params, X[part], T[part], m)
    grads = unroll(total)
    return [g[:, 1:].T for g in grads], [g[:, 0] for g in grads]
