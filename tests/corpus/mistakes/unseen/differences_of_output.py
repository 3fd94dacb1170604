# exercise: 1
# source: Cross Validated 188678 "Numerical check of gradient in neural network": J is the network output, "take the derivative of your loss function and not the one of your network output"
# mistake: The difference quotients are those of the output of the network, not of its error.
# lines: 19
# crash: no
# first wrong: DW[3]
import numpy as np

EPS = 1e-6


def output(W, B, x):
    for w, b in zip(W[:-1], B[:-1]):
        x = np.maximum(x @ w + b, 0)
    return x @ W[-1] + B[-1]


def J(W, B, x, y):
    return np.mean(output(W, B, x))


def numeric(theta, f):
    """Central differences; theta is changed in place and restored."""
    grad = np.empty_like(theta)
    for index in np.ndindex(theta.shape):
        old = theta[index]
        theta[index] = old + EPS
        plus = f()
        theta[index] = old - EPS
        minus = f()
        theta[index] = old
        grad[index] = (plus - minus) / (2 * EPS)
    return grad


def exercise1(W, B, A, Y, T):
    def f():
        return J(W, B, A[0], T)

    return [numeric(w, f) for w in W], [numeric(b, f) for b in B]
