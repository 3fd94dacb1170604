# exercise: 1
# source: MatanCohe/mlp-from-scratch, commit 029030b "fixed bias error due to dim change": new_b = b - alpha * delta
# mistake: The bias gradient is the delta of all samples, it is not summed over them.
# lines: 22
# crash: no
# first wrong: DB[3]
import numpy as np


class Layer:
    def __init__(self, theta, b, a_prev):
        self.theta, self.b, self.a_prev = theta, b, a_prev
        self.delta = None

    def backward(self, next_theta, next_delta, a):
        delta = np.dot(next_delta, next_theta.T)
        self.delta = delta * (a > 0)
        return self.delta

    def gradients(self):
        dc_dtheta = np.dot(self.a_prev.T, self.delta)
        dc_db = self.delta
        return dc_dtheta, dc_db


def exercise1(W, B, A, Y, T):
    layers = [Layer(theta, b, a) for theta, b, a in zip(W, B, A)]
    diff = Y - T
    layers[-1].delta = 2.0 / diff.size * diff
    for i in range(len(layers) - 2, -1, -1):
        above = layers[i + 1]
        layers[i].backward(above.theta, above.delta, above.a_prev)
    pairs = [layer.gradients() for layer in layers]
    return [p[0] for p in pairs], [p[1] for p in pairs]
