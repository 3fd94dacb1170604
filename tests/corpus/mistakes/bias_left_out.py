# exercise: 1
# source: gokadin/ai-backpropagation (Go), commit add5524 "fixed bias not being updated": accumulateGradients went through the nodes of the layer without its bias
# mistake: The gradients are added for the connections of the nodes only, the bias node is left out, so all bias gradients are 0.
# lines: 49
# crash: no
# first wrong: DB[3]
import numpy as np


class Connection:
    def __init__(self, weight, target):
        self.weight, self.target, self.gradient = weight, target, 0.0


class Node:
    def __init__(self):
        self.output = self.delta = 0.0
        self.connections = []


class Layer:
    def __init__(self, size):
        self.nodes = [Node() for _ in range(size)]
        self.bias = Node()
        self.bias.output = 1.0

    def parameters(self):
        return self.nodes + [self.bias]


def connect(layers, W, B):
    for lower, upper, w, b in zip(layers, layers[1:], W, B):
        for i, node in enumerate(lower.nodes):
            node.connections = [Connection(w[i, j], n) for j, n in enumerate(upper.nodes)]
        lower.bias.connections = [Connection(b[j], n) for j, n in enumerate(upper.nodes)]


def calculate_deltas(layers, expected, count):
    for node, e in zip(layers[-1].nodes, expected):
        node.delta = 2 * (node.output - e) / count
    for layer in layers[-2:0:-1]:
        for node in layer.nodes:
            total = sum(c.target.delta * c.weight for c in node.connections)
            node.delta = total if node.output > 0 else 0.0


def accumulate_gradients(layers):
    for layer in layers[:-1]:
        for node in layer.nodes:
            for connection in node.connections:
                connection.gradient += connection.target.delta * node.output


def exercise1(W, B, A, Y, T):
    layers = [Layer(a.shape[1]) for a in A + [Y]]
    connect(layers, W, B)
    for s, expected in enumerate(T):
        for layer, values in zip(layers, A + [Y]):
            for node, value in zip(layer.nodes, values[s]):
                node.output = value
        calculate_deltas(layers, expected, len(T))
        accumulate_gradients(layers)
    DW = [np.array([[c.gradient for c in n.connections] for n in l.nodes]) for l in layers[:-1]]
    DB = [np.array([c.gradient for c in l.bias.connections]) for l in layers[:-1]]
    return DW, DB
