# exercise: 1
# source: Guardian-Development/NeuralNetworksLibrary (C#), commit c73f9b1 "fixing synapse update not working when prev delta is 0 ...", SynapseWeightCalculator.cs: Weight = (Weight + WeightDelta + momentum) * prevDelta became Weight + WeightDelta + (momentum * prevDelta)
# mistake: The parenthesis of the momentum term is in the wrong place: the whole new weight is multiplied with the previous change, which is 0 in the first step, so every weight becomes 0 and the step is not the gradient.
# lines: 45
# crash: no
# first wrong: DW[3]
import numpy as np


class Synapse:
    def __init__(self, input_neuron, output_neuron, weight):
        self.input_neuron, self.output_neuron = input_neuron, output_neuron
        self.weight, self.weight_delta = weight, 0.0
        input_neuron.output_synapses.append(self)
        output_neuron.input_synapses.append(self)


class Neuron:
    def __init__(self, linear=False):
        self.input_synapses, self.output_synapses = [], []
        self.output, self.error_rate, self.linear = 1.0, 0.0, linear

    def calculate_output(self):
        fed = sum(s.weight * s.input_neuron.output for s in self.input_synapses)
        self.output = fed if self.linear else max(fed, 0.0)

    def derivative(self):
        return 1.0 if self.linear or self.output > 0 else 0.0

    def set_error_gradient(self, target=None):
        if target is None:
            error = sum(s.output_neuron.error_rate * s.weight for s in self.output_synapses)
        else:
            error = 2 * (target - self.output)
        self.error_rate = error * self.derivative()


class SynapseWeightCalculator:
    def __init__(self, learning_rate, momentum):
        self.learning_rate, self.momentum = learning_rate, momentum

    def update(self, synapse):
        prev_delta = synapse.weight_delta
        synapse.weight_delta = self.learning_rate * synapse.output_neuron.error_rate * synapse.input_neuron.output
        synapse.weight = (synapse.weight + synapse.weight_delta + self.momentum) * prev_delta


def exercise1(W, B, A, Y, T):
    DW, DB = [np.zeros(w.shape) for w in W], [np.zeros(b.shape) for b in B]
    calculator = SynapseWeightCalculator(learning_rate=1.0, momentum=0.0)
    for x, t in zip(A[0], T):
        layers = [[Neuron() for _ in x]] + [[Neuron(b is B[-1]) for _ in b] for b in B]
        bias = Neuron()
        weights = [[[Synapse(i, o, w[a, c]) for c, o in enumerate(layers[l + 1])] for a, i in enumerate(layers[l])] for l, w in enumerate(W)]
        biases = [[Synapse(bias, o, v) for o, v in zip(layers[l + 1], b)] for l, b in enumerate(B)]
        for neuron, value in zip(layers[0], x):
            neuron.output = value
        for neuron in sum(layers[1:], []):
            neuron.calculate_output()
        for neuron, target in zip(layers[-1], t):
            neuron.set_error_gradient(target)
        for neuron in reversed(sum(layers[1:-1], [])):
            neuron.set_error_gradient()
        for neuron in sum(layers[1:], []):
            for synapse in neuron.input_synapses:
                calculator.update(synapse)
        for l in range(len(W)):
            DW[l] += (W[l] - [[s.weight for s in row] for row in weights[l]]) / len(T)
            DB[l] += (B[l] - [s.weight for s in biases[l]]) / len(T)
    return DW, DB
