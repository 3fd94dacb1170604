# exercise: 1
# source: Slyvred/c-mlp (C), commit 2cc92bc 'fix indexing issues', src/mlp.c, train: index = k * l->n_inputs + j with l->deltas[k] * layer_inputs[k] became index = j * l->n_inputs + k with delta = l->deltas[j]
# mistake: The neuron j and the input k change places in the index of the weight, and the delta is taken at k; with fewer neurons than inputs this leaves the array.
# lines: 46, 47
# crash: yes
# first wrong: -
import numpy as np


class Layer:
    def __init__(self, weights, biases, linear):
        self.n_inputs, self.n_outputs = weights.shape
        self.weights = weights.T.ravel()
        self.biases = biases
        self.linear = linear
        self.outputs = np.zeros(self.n_outputs)
        self.deltas = np.zeros(self.n_outputs)
        self.gradients = np.zeros(self.weights.size)
        self.bias_gradients = np.zeros(self.n_outputs)

    def forward(self, layer_inputs):
        for j in range(self.n_outputs):
            weights = self.weights[j * self.n_inputs:(j + 1) * self.n_inputs]
            raw_output = np.dot(layer_inputs, weights) + self.biases[j]
            self.outputs[j] = raw_output if self.linear or raw_output > 0 else 0.0

    def derivative(self, j):
        return 1.0 if self.linear or self.outputs[j] > 0 else 0.0


def train(layers, raw_inputs, target, n_samples):
    last = layers[-1]
    for j in range(last.n_outputs):
        last.deltas[j] = 2.0 * (last.outputs[j] - target[j]) / n_samples * last.derivative(j)
    for curr_layer, next_layer in zip(layers[-2::-1], layers[:0:-1]):
        for j in range(curr_layer.n_outputs):
            error = 0.0
            for k in range(next_layer.n_outputs):
                weight_index = k * next_layer.n_inputs + j
                error += next_layer.deltas[k] * next_layer.weights[weight_index]
            curr_layer.deltas[j] = error * curr_layer.derivative(j)
    for i, l in enumerate(layers):
        layer_inputs = raw_inputs if i == 0 else layers[i - 1].outputs
        for j in range(l.n_outputs):
            for k in range(l.n_inputs):
                index = k * l.n_inputs + j
                l.gradients[index] += l.deltas[k] * layer_inputs[k]
            l.bias_gradients[j] += l.deltas[j]


def exercise1(W, B, A, Y, T):
    layers = [Layer(w, b, i == len(W) - 1) for i, (w, b) in enumerate(zip(W, B))]
    for inputs, target in zip(A[0], T):
        outputs = inputs
        for l in layers:
            l.forward(outputs)
            outputs = l.outputs
        train(layers, inputs, target, len(T))
    return [l.gradients.reshape(l.n_outputs, l.n_inputs).T for l in layers], [l.bias_gradients for l in layers]
