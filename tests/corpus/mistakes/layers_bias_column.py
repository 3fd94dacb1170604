# exercise: 1
# source: louisjc/mnist-neural-network, issue 1 "Bugs?" and commit b8d2c31 that fixes it
# mistake: The weights of a layer are already changed when the deltas of the layer below are computed from them, and a column that is not the bias column is deleted from them.
# lines: 23, 25
# crash: no
# first wrong: DW[2]
import numpy as np


class Network:
    def __init__(self, W, B, hidden=6):
        # one row per unit, the bias is in the last column
        self.layers = [np.hstack([w.T, b.reshape(-1, 1)]) for w, b in zip(W, B)]
        self.hidden = hidden

    def backpropagate(self, activations, output, target, c):
        """Subtract c times the partial derivatives for all samples."""
        n = len(target)
        deltas = 2 * (output - target) / n
        for i in reversed(range(len(self.layers))):
            inputs = np.hstack([activations[i], np.ones((n, 1))])
            old_deltas = deltas
            self.layers[i] -= c * old_deltas.T @ inputs
            if i > 0:
                weights = np.delete(self.layers[i], 4, 1)
                deltas = (old_deltas @ weights) * (activations[i] > 0)


def exercise1(W, B, A, Y, T):
    net = Network(W, B)
    before = [layer.copy() for layer in net.layers]
    net.backpropagate(A, Y, T, 1.0)
    change = [old - new for old, new in zip(before, net.layers)]
    return [g[:, :-1].T for g in change], [g[:, -1] for g in change]
