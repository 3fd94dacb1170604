# exercise: 1
# source: dredstone1/NeuralNetwork (C++), commit 43bed39 'new commit', backPropagation.cpp, calculate_delta_for_hidden: deltas[i] *= current_layer.activate_(current_layer.getDots().net[i]), mended to Derivative_activate
# mistake: The deltas of the hidden layers are multiplied with the activation of the net input instead of its derivative.
# lines: 36
# crash: no
# first wrong: DW[2]
import numpy as np

class Layer:
    def __init__(self, weights, biases):
        self.weights = weights
        self.biases = biases
    def get_size(self):
        return len(self.biases)
    def get_prev_size(self):
        return len(self.weights)
    def forward(self, values):
        self.net = [sum(v * self.weights[j][i] for j, v in enumerate(values)) + self.biases[i]
                    for i in range(self.get_size())]
        self.out = [self.activate(x) for x in self.net]
        return self.out
    def activate(self, x):
        return x

class HiddenLayer(Layer):
    def activate(self, x):
        return x if x > 0 else 0.0
    def derivative_activate(self, x):
        return 1.0 if x > 0 else 0.0

def calculate_delta_for_hidden(current_layer, next_layer, next_deltas):
    deltas = [0.0] * current_layer.get_size()
    for i in range(current_layer.get_size()):
        for j in range(next_layer.get_size()):
            deltas[i] += next_deltas[j] * next_layer.weights[i][j]
        deltas[i] *= current_layer.activate(current_layer.net[i])
    return deltas

def exercise1(W, B, A, Y, T):
    last = len(W) - 1
    layers = [(HiddenLayer if l < last else Layer)(W[l], B[l]) for l in range(len(W))]
    DW, DB = [np.zeros(w.shape) for w in W], [np.zeros(b.shape) for b in B]
    for sample, target in zip(A[0], T):
        values = [sample]
        for layer in layers:
            values.append(layer.forward(values[-1]))
        deltas = [2 * (o - t) / T.size for o, t in zip(values[-1], target)]
        for l in range(last, -1, -1):
            if l != last:
                deltas = calculate_delta_for_hidden(layers[l], layers[l + 1], deltas)
            for i in range(layers[l].get_size()):
                DB[l][i] += deltas[i]
                for j in range(layers[l].get_prev_size()):
                    DW[l][j, i] += deltas[i] * values[l][j]
    return DW, DB
