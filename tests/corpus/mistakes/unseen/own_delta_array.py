# exercise: 1
# source: benoitfragit/libBrain, issue 80 "Error in neuron creation" (C): the weighted delta array passed to a new neuron should be that of the previous layer
# mistake: A neuron is created with the array of deltas of its own layer in place of that of the layer before it, so it adds its weighted delta where no one of the layer below looks.
# lines: 30
# crash: no
# first wrong: DW[2]
from collections import defaultdict


class Neuron:
    def __init__(self, weights, delta_array):
        self.weights = weights
        self.delta_array = delta_array
        self.dw = [0.0] * len(weights)
        self.db = 0.0

    def learn(self, signal, inputs):
        for i, x in enumerate(inputs):
            self.dw[i] += signal * x
            self.delta_array[i] += signal * self.weights[i]
        self.db += signal


class Layer:
    def __init__(self, w, previous):
        self.deltas = defaultdict(float)
        source = previous.deltas if previous is not None else defaultdict(float)
        self.neurons = []
        for j in range(w.shape[1]):
            self.neurons.append(Neuron(w[:, j], self.deltas))

    def reset(self):
        self.deltas.clear()

    def backpropagate(self, inputs, outputs, linear):
        errors = [self.deltas[j] for j in range(len(self.neurons))]
        for neuron, error, out in zip(self.neurons, errors, outputs):
            if linear or out > 0:
                neuron.learn(error, inputs)


def exercise1(W, B, A, Y, T):
    layers = []
    for w in W:
        layers.append(Layer(w, layers[-1] if layers else None))

    values = list(A) + [Y]
    for n in range(len(T)):
        for layer in layers:
            layer.reset()
        for j in range(T.shape[1]):
            layers[-1].deltas[j] = 2 * (Y[n, j] - T[n, j]) / T.size
        for k in reversed(range(len(layers))):
            layers[k].backpropagate(values[k][n], values[k + 1][n], k == len(layers) - 1)

    DW = [[list(row) for row in zip(*(nr.dw for nr in layer.neurons))] for layer in layers]
    DB = [[nr.db for nr in layer.neurons] for layer in layers]
    return DW, DB
