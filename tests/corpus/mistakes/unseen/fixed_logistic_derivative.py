# exercise: 1
# source: A1essandro/NeuralNetworkConstructor (C#), commit 57acba3 "Fix BP algorithm #2", BackpropagationTeacher.cs: every neuron has its own activation function, but SigmaCalcForOutputLayer and SigmaCalcForInnerLayers multiplied with neuronOutput * (1 - neuronOutput); it became GetDerivative(neuron), the derivative of the function of the neuron at its sum
# mistake: The sigmas contain the derivative of the logistic function whatever function the neuron has (ReLU inside, the identity at the output).
# lines: 44, 49
# crash: no
# first wrong: DW[3]
from collections import namedtuple

import numpy as np


Function = namedtuple("Function", "get_equation get_derivative")
rectifier = Function(lambda value: value if value > 0 else 0, lambda value: 1 if value > 0 else 0)
linear = Function(lambda value: value, lambda value: 1)


class InputNode:
    def __init__(self, output=1.0):
        self.output = output


class Synapse:
    def __init__(self, master, weight):
        self.master = master
        self.weight = weight
        self.change = 0.0


class Neuron:
    def __init__(self, function, synapses):
        self.function = function
        self.synapses = synapses

    def calculate(self):
        self.sum = sum(s.weight * s.master.output for s in self.synapses)
        self.output = self.function.get_equation(self.sum)


def get_derivative(neuron):
    return neuron.function.get_derivative(neuron.sum)


def sigma_for_output_layer(expectation, neuron):
    return neuron.output * (1 - neuron.output) * 2 * (neuron.output - expectation)


def sigma_for_inner_layers(sigmas, neuron):
    child = sum(s.weight * sigma for other, sigma in sigmas for s in other.synapses if s.master is neuron)
    return neuron.output * (1 - neuron.output) * child


def teach(layers, expectation):
    sigmas = every = [(n, sigma_for_output_layer(e, n)) for n, e in zip(layers[-1], expectation)]
    for layer in reversed(layers[:-1]):
        sigmas = [(n, sigma_for_inner_layers(sigmas, n)) for n in layer]
        every = every + sigmas
    for neuron, sigma in every:
        for synapse in neuron.synapses:
            synapse.change += sigma * synapse.master.output


def exercise1(W, B, A, Y, T):
    inputs = nodes = [InputNode() for _ in W[0]]
    layers = []
    for k, (w, b) in enumerate(zip(W, B)):
        function = linear if k == len(W) - 1 else rectifier
        nodes = [Neuron(function, [Synapse(InputNode(), b[j])] + [Synapse(m, w[i, j]) for i, m in enumerate(nodes)]) for j in range(len(b))]
        layers.append(nodes)
    for x, expectation in zip(A[0], T):
        for node, value in zip(inputs, x):
            node.output = value
        for neuron in sum(layers, []):
            neuron.calculate()
        teach(layers, expectation)
    changes = [np.array([[s.change for s in n.synapses] for n in layer]) / len(T) for layer in layers]
    return [c[:, 1:].T for c in changes], [c[:, 0] for c in changes]
