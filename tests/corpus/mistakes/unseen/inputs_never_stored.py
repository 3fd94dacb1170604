# exercise: 1
# source: meloluan/Neural-Network-cpp (C++), commit 0b51c4a 'Fix neuron input update': m_inputs = inputs was missing in Neuron::calculateOutput, so updateWeights saw the m_inputs of initialize
# mistake: A neuron does not store its inputs when it computes its output; the gradient of its weights is computed with the zeros that initialize put there.
# lines: 20, 21
# crash: no
# first wrong: DW[3]
import numpy as np


class Neuron:
    def initialize(self, weights, bias):
        self.m_weights, self.m_bias = list(weights), bias
        self.m_inputs = [0.0] * len(self.m_weights)
        self.m_gradient = [0.0] * len(self.m_weights)
        self.m_bias_gradient = 0.0

    def calculate_output(self, inputs, relu):
        net = self.m_bias
        for i in range(len(inputs)):
            net += inputs[i] * self.m_weights[i]
        self.m_slope = 1.0 if net > 0 or not relu else 0.0
        return net * self.m_slope

    def update_gradient(self, error):
        self.m_delta = error * self.m_slope
        for i in range(len(self.m_weights)):
            self.m_gradient[i] += self.m_delta * self.m_inputs[i]
        self.m_bias_gradient += self.m_delta


class Layer:
    def __init__(self, weights, biases, is_output):
        self.is_output = is_output
        self.neurons = [Neuron() for _ in biases]
        for j, neuron in enumerate(self.neurons):
            neuron.initialize(weights[:, j], biases[j])

    def forward_propagate(self, inputs):
        return [n.calculate_output(inputs, not self.is_output) for n in self.neurons]

    def backpropagate(self, errors):
        for neuron, error in zip(self.neurons, errors):
            neuron.update_gradient(error)
        size = len(self.neurons[0].m_weights)
        return [sum(n.m_delta * n.m_weights[i] for n in self.neurons) for i in range(size)]


def exercise1(W, B, A, Y, T):
    layers = [Layer(w, b, w is W[-1]) for w, b in zip(W, B)]
    for inputs, expected in zip(A[0], T):
        outputs = list(inputs)
        for layer in layers:
            outputs = layer.forward_propagate(outputs)
        errors = [2 * (o - e) / T.size for o, e in zip(outputs, expected)]
        for layer in layers[::-1]:
            errors = layer.backpropagate(errors)
    DW = [np.array([n.m_gradient for n in layer.neurons]).T for layer in layers]
    DB = [np.array([n.m_bias_gradient for n in layer.neurons]) for layer in layers]
    return DW, DB
