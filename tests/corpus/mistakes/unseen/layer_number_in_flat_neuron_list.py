# exercise: 1
# source: rubfiber/Java-NeuralNetwork (Java), commit 4ea2622 "Fixed bug in VariableNetwork.getDelta where layer was being indexed wrong": all hidden neurons are kept in one flat list; getDelta took the weight from HiddenLayerList.get(layer + 1); it became the neuron at (layer + 1) * hiddenLayersWidth + nextLayerNeuron
# mistake: get_delta takes entry layer + 1 of the flat list of all hidden neurons, which is always a neuron of the first hidden layer, where neuron next_neuron of layer layer + 1 is meant. Here the neurons of the first layer have fewer weights than the others, so the index runs out of the list.
# lines: 32
# crash: yes
# first wrong: -
import numpy as np


class VariableNeuron:
    def __init__(self, weights, bias):
        self.weights = list(weights)
        self.bias = bias
        self.delta_weights = [0.0] * len(self.weights)
        self.delta_bias = 0.0

    def change(self, delta, inputs):
        self.delta_bias += delta
        for i, value in enumerate(inputs):
            self.delta_weights[i] += delta * value


class VariableNetwork:
    def __init__(self, W, B):
        self.width, self.depth = len(B[0]), len(W) - 1
        self.hidden_list = [VariableNeuron(w, b) for m, v in zip(W[:-1], B[:-1]) for w, b in zip(m.T, v)]
        self.output_list = [VariableNeuron(w, b) for w, b in zip(W[-1].T, B[-1])]

    def get_delta(self, layer, neuron, hidden_deltas, hidden_output):
        layer_sum = 0.0
        for next_neuron in range(self.width):
            weight = self.hidden_list[layer + 1].weights[neuron]
            layer_sum += hidden_deltas[layer + 1][next_neuron] * weight
        return layer_sum if hidden_output[layer][neuron] > 0 else 0.0

    def train(self, inputs, hidden_output, output, target, n):
        output_delta = [2 * (o - t) / n for o, t in zip(output, target)]
        hidden_deltas = [None] * self.depth
        last = hidden_output[-1]
        hidden_deltas[-1] = [
            sum(d * neuron.weights[i] for d, neuron in zip(output_delta, self.output_list)) * (last[i] > 0)
            for i in range(self.width)
        ]
        for layer in range(self.depth - 2, -1, -1):
            hidden_deltas[layer] = [
                self.get_delta(layer, neuron, hidden_deltas, hidden_output) for neuron in range(self.width)
            ]
        for delta, neuron in zip(output_delta, self.output_list):
            neuron.change(delta, last)
        for layer in range(self.depth):
            source = inputs if layer == 0 else hidden_output[layer - 1]
            for index in range(self.width):
                self.hidden_list[layer * self.width + index].change(hidden_deltas[layer][index], source)


def exercise1(W, B, A, Y, T):
    network = VariableNetwork(W, B)
    for s in range(len(T)):
        network.train(A[0][s], [a[s] for a in A[1:]], Y[s], T[s], len(T))
    layers = [network.hidden_list[l * network.width:(l + 1) * network.width] for l in range(network.depth)]
    layers.append(network.output_list)
    DW = [np.array([neuron.delta_weights for neuron in layer]).T for layer in layers]
    DB = [np.array([neuron.delta_bias for neuron in layer]) for layer in layers]
    return DW, DB
