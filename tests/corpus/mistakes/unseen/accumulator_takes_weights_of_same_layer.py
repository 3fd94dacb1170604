# exercise: 1
# source: Shoeboxam/Neural_Network (Python, numpy), commit 157c53c "Debug derivative accumulator", Neural.py: the derivative by all weights of a layer is a Kronecker product, and on the way to the output it was multiplied with the weights i of the layer it stands at and the slope of its prediction (the author had noted "This fails"); it became the weights i + 1 times the diagonal of the slopes of layer i
# mistake: The step from the preactivations of layer i to those of layer i + 1 goes through the weights of layer i + 1, but the accumulator uses those of layer i; the shapes of the matrices do not fit.
# lines: 41
# crash: yes
# first wrong: -
import numpy as np


class Neural:
    def __init__(self, weights, biases):
        self._weights = [w.T for w in weights]
        self._biases = biases

    def basis(self, r):
        return np.maximum(r, 0)

    def basis_prime(self, r):
        return (r > 0).astype(float)

    def reinforcement(self, data, layer):
        return np.matmul(self._weights[layer], self.evaluate(data, depth=layer)) + self._biases[layer]

    def evaluate(self, data, depth):
        for i in range(depth):
            data = self.basis(np.matmul(self._weights[i], data) + self._biases[i])
        return data

    def delta_prime(self, expect, stimulus):
        prediction = self.reinforcement(stimulus, len(self._weights) - 1)
        return 2 * (prediction - expect)

    def train(self, stimulus, expect):
        changes = []
        for layer in range(len(self._weights)):
            units = np.shape(self._weights[layer])[0]
            dr_dWvec = np.kron(np.identity(units), self.evaluate(stimulus, depth=layer))
            dr_db = np.identity(units)
            for i in range(layer, len(self._weights) - 1):
                r = self.reinforcement(stimulus, i)
                dr_dr = np.matmul(self._weights[i], np.diag(self.basis_prime(r)))
                dr_dWvec = np.matmul(dr_dr, dr_dWvec)
                dr_db = np.matmul(dr_dr, dr_db)
            dln_df = self.delta_prime(expect, stimulus)
            dln_dW = np.reshape(np.matmul(dln_df, dr_dWvec), np.shape(self._weights[layer]))
            changes.append((dln_dW.T, np.matmul(dln_df, dr_db)))
        return changes


def exercise1(W, B, A, Y, T):
    net = Neural(W, B)
    samples = [net.train(stimulus, expect) for stimulus, expect in zip(A[0], T)]
    DW = [sum(s[l][0] for s in samples) / len(samples) for l in range(len(W))]
    DB = [sum(s[l][1] for s in samples) / len(samples) for l in range(len(W))]
    return DW, DB
