# exercise: 1
# source: Stack Overflow 22054877 "Backpropagation training stuck" (JavaScript): the weight is changed with this._layers[i-1]._neurons[k].input
# mistake: The gradient of a weight uses neuron.input of the layer before (the sum before ReLU) and not neuron.output.
# lines: 44
# crash: no
# first wrong: DW[3]
import numpy as np


class Neuron:
    def __init__(self, input, output):
        self.input = input
        self.output = output
        self.gradient = 0.0


class Network:
    def __init__(self, W, B):
        self.weights, self.biases = W, B

    def load(self, rows):
        """rows: the outputs of every layer for one sample, the data first."""
        self._layers = [[Neuron(x, x) for x in rows[0]]]
        for l in range(1, len(rows)):
            sums = np.dot(rows[l - 1], self.weights[l - 1]) + self.biases[l - 1]
            self._layers.append([Neuron(s, o) for s, o in zip(sums, rows[l])])

    def propagate(self, error):
        last = len(self._layers) - 1
        for neuron in self._layers[last]:
            neuron.gradient = error
        for i in range(last - 1, 0, -1):
            for j, neuron in enumerate(self._layers[i]):
                e = 0.0
                for k, following in enumerate(self._layers[i + 1]):
                    e += self.weights[i][j, k] * following.gradient
                neuron.gradient = e if neuron.output > 0 else 0.0

    def addTo(self, DW, DB):
        for i in range(1, len(self._layers)):
            for j, neuron in enumerate(self._layers[i]):
                DB[i - 1][j] += neuron.gradient
                for k, before in enumerate(self._layers[i - 1]):
                    DW[i - 1][k, j] += neuron.gradient * before.input


def exercise1(W, B, A, Y, T):
    DW = [np.zeros(w.shape) for w in W]
    DB = [np.zeros(b.shape) for b in B]
    net = Network(W, B)
    for n in range(len(Y)):
        net.load([a[n] for a in A] + [Y[n]])
        net.propagate(2 * (Y[n, 0] - T[n, 0]) / len(Y))
        net.addTo(DW, DB)
    return DW, DB
