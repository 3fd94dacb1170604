# exercise: 1
# source: MatanCohe/mlp-from-scratch, commit 6971800 "derivations reduction changed to mean"
# mistake: The gradients are sums over the batch, they are not divided by the batch size.
# lines: 27, 28
# crash: no
# first wrong: DW[3]
import numpy as np

derivative = {"relu": lambda a: np.heaviside(a, 0.0), "linear": lambda a: np.ones_like(a)}


class Network:
    def __init__(self, thetas, batch_size):
        self.thetas = thetas
        self.kinds = ["relu"] * (len(thetas) - 1) + ["linear"]
        self.batch_size = batch_size

    def backpropagation(self, activations, diff):
        deltas = [2 * diff * derivative["linear"](diff)]
        for theta, kind, a in list(zip(self.thetas[1:], self.kinds, activations[1:]))[::-1]:
            deltas.insert(0, np.dot(deltas[0], theta.T) * derivative[kind](a))
        return deltas

    def gradients(self, activations, deltas):
        d_theta, d_b = [], []
        for a, delta in zip(activations, deltas):
            d_theta.append(np.dot(a.T, delta))
            d_b.append(np.sum(delta, axis=0))
        return d_theta, d_b


def exercise1(W, B, A, Y, T):
    net = Network(W, Y.shape[0])
    return net.gradients(A, net.backpropagation(A, Y - T))
