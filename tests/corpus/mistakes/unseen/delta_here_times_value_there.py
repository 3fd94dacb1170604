# exercise: 1
# source: Hemanthsp999/NeuralNet-C (C), commit 1e6306f "-refactor file structure.", activation.c, get_weight_gradient: stood the delta of neuron j of this layer times the value of neuron k of the next one; it became the value of neuron j times the delta of neuron k (and is called from there on by the Adam update, which had the product in full before)
# mistake: The gradient of a weight is the delta at its lower end times the value at its upper end, with the roles of value and delta swapped.
# lines: 54, 55
# crash: no
# first wrong: DW[3]
import numpy as np


class Neuron:
    def __init__(self, bias):
        self.val = 0.0
        self.delta = 0.0
        self.bias = bias


class NeuralLayer:
    def __init__(self, biases, weights):
        self.neurons = [Neuron(bias) for bias in biases]
        self.weights = weights
        self.num_neurons = len(self.neurons)


class NeuralNetwork:
    def __init__(self, W, B):
        biases = [[0.0] * len(W[0])] + [list(b) for b in B]
        self.neural_layers = [NeuralLayer(b, w) for b, w in zip(biases, W + [None])]
        self.num_layers = len(self.neural_layers)


def forward(network, inputs):
    for neuron, value in zip(network.neural_layers[0].neurons, inputs):
        neuron.val = value
    for i in range(1, network.num_layers):
        prev, layer = network.neural_layers[i - 1], network.neural_layers[i]
        for k, neuron in enumerate(layer.neurons):
            total = neuron.bias
            for j in range(prev.num_neurons):
                total += prev.neurons[j].val * prev.weights[j][k]
            neuron.val = max(0.0, total) if i < network.num_layers - 1 else total


def compute_deltas(network, expected):
    for neuron, value in zip(network.neural_layers[-1].neurons, expected):
        neuron.delta = 2.0 * (neuron.val - value)
    for i in range(network.num_layers - 2, 0, -1):
        layer, following = network.neural_layers[i], network.neural_layers[i + 1]
        for j, neuron in enumerate(layer.neurons):
            total = sum(layer.weights[j][k] * n.delta for k, n in enumerate(following.neurons))
            neuron.delta = total if neuron.val > 0 else 0.0


def get_weight_gradient(network, layer_i, neuron_j, neuron_k):
    return (network.neural_layers[layer_i].neurons[neuron_j].delta
            * network.neural_layers[layer_i + 1].neurons[neuron_k].val)


def exercise1(W, B, A, Y, T):
    network = NeuralNetwork(W, B)
    DW, DB = [np.zeros(w.shape) for w in W], [np.zeros(b.shape) for b in B]
    for inputs, expected in zip(A[0], T):
        forward(network, inputs)
        compute_deltas(network, expected)
        for i in range(network.num_layers - 1):
            for k in range(network.neural_layers[i + 1].num_neurons):
                for j in range(network.neural_layers[i].num_neurons):
                    DW[i][j, k] += get_weight_gradient(network, i, j, k) / len(T)
                DB[i][k] += network.neural_layers[i + 1].neurons[k].delta / len(T)
    return DW, DB
