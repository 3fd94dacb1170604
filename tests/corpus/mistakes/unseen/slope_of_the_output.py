# exercise: 1
# source: Cross Validated, "Numerical Check of Gradient in Neural Network": "J is the network output", the numerical gradient is always 1
# mistake: The central differences are taken of the mean output of the network, not of the error.
# lines: 27
# crash: no
# first wrong: DW[3]
import numpy as np

EPS = 1e-4


def predict(x, weights, biases):
    h = x
    for k in range(len(weights)):
        h = h @ weights[k] + biases[k]
        if k < len(weights) - 1:
            h = np.where(h > 0, h, 0.0)
    return h


def exercise1(W, B, A, Y, T):
    weights = [w.copy() for w in W]
    biases = [b.copy() for b in B]

    def J():
        out = predict(A[0], weights, biases)
        return out.mean()

    def wiggle(array):
        g = np.zeros_like(array)
        for pos in np.ndindex(*array.shape):
            keep = array[pos]
            array[pos] = keep + EPS
            up = J()
            array[pos] = keep - EPS
            down = J()
            array[pos] = keep
            g[pos] = (up - down) / (2 * EPS)
        return g

    return [wiggle(w) for w in weights], [wiggle(b) for b in biases]
