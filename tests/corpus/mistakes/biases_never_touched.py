# exercise: 1
# source: mattm/simple-neural-network, pull request 10 "Updated bias values while training": biases are never updated
# mistake: Only the gradients of the weights are computed; those of the biases stay at the zeros they began with.
# lines: 17, 26
# crash: no
# first wrong: DB[3]
import numpy as np


class Neuron:
    def __init__(self, weights):
        self.weights = weights
        self.pd_weights = np.zeros_like(weights)
        self.pd_bias = 0.0

    def learn(self, delta, inputs):
        self.pd_weights += delta * inputs


class NeuronLayer:
    def __init__(self, W):
        self.neurons = [Neuron(W[:, j]) for j in range(W.shape[1])]

    def train(self, deltas, inputs):
        for delta, neuron in zip(deltas, self.neurons):
            neuron.learn(delta, inputs)
        return sum(d * n.weights for d, n in zip(deltas, self.neurons))


def exercise1(W, B, A, Y, T):
    layers = [NeuronLayer(w) for w in W]
    for n in range(len(Y)):
        deltas = 2 / len(Y) * (Y[n] - T[n])
        for l in (3, 2, 1, 0):
            deltas = layers[l].train(deltas, A[l][n])
            deltas = deltas * (A[l][n] > 0)
    DW = [np.array([n.pd_weights for n in layer.neurons]).T for layer in layers]
    DB = [np.array([n.pd_bias for n in layer.neurons]) for layer in layers]
    return DW, DB
