# exercise: 1
# source: rafinskipg/neural-network-js (JavaScript), commit 4051273 "neural network implementation corrected, added documentation", network.js, applyChangesToPreviousNeuron: the callback of reduce over the connections worked out totalChangeRequired * derivative * next.weight, but returned 0 + error, the squared error of the output (half of it); in the new calculateDeltasSigmoid the deltas of the next layer times the weights of the connections are summed up
# mistake: The callback of reduce returns the error value of the output in place of the sum so far plus the delta of the next neuron times the weight of the connection, so the error of a hidden neuron has nothing to do with its connections.
# lines: 55
# crash: no
# first wrong: DW[2]
from functools import reduce

import numpy as np


class Neuron:
    def __init__(self):
        self.input_connections = []
        self.output_connections = []
        self.bias = 0
        self.bias_change = 0
        self.output = 0
        self.delta = 0


class Connection:
    def __init__(self, origin, to, weight):
        self.origin = origin
        self.to = to
        self.weight = weight
        self.change = 0
        origin.output_connections.append(self)
        to.input_connections.append(self)


class Network:
    def __init__(self, W, B):
        self.layers = [[Neuron() for _ in range(size)] for size in [len(w) for w in W] + [len(B[-1])]]
        for w, b, before, layer in zip(W, B, self.layers, self.layers[1:]):
            for j, neuron in enumerate(layer):
                neuron.bias = b[j]
                for i, origin in enumerate(before):
                    Connection(origin, neuron, w[i][j])

    def activate(self, values):
        for neuron, value in zip(self.layers[0], values):
            neuron.output = value
        for layer in self.layers[1:]:
            for neuron in layer:
                value = reduce(lambda prev, conn: prev + conn.weight * conn.origin.output, neuron.input_connections, neuron.bias)
                neuron.output = value if layer is self.layers[-1] else max(value, 0)

    def propagate(self, target, share):
        neuron = self.layers[-1][0]
        error = share * (target - neuron.output) ** 2
        neuron.delta = -2 * share * (target - neuron.output)
        for layer in reversed(self.layers[1:-1]):
            for neuron in layer:
                summatory = reduce(lambda prev, conn: 0 + error, neuron.output_connections, 0)
                neuron.delta = summatory if neuron.output > 0 else 0
        for layer in self.layers[1:]:
            for neuron in layer:
                neuron.bias_change += neuron.delta
                for conn in neuron.input_connections:
                    conn.change += neuron.delta * conn.origin.output


def exercise1(W, B, A, Y, T):
    network = Network(W, B)
    for values, expected in zip(A[0], T):
        network.activate(values)
        network.propagate(expected[0], 1 / len(T))
    DW = [np.array([[conn.change for conn in n.output_connections] for n in layer]) for layer in network.layers[:-1]]
    DB = [np.array([n.bias_change for n in layer]) for layer in network.layers[1:]]
    return DW, DB
