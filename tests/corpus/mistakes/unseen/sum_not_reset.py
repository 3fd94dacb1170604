# exercise: 1
# source: ETdoFresh/NeuralNetworkCSharp (C#), commit 8dbf261 "Finally! One pair can be trained successfully", NeuralNetwork/Network.cs, the forward pass: neuron.inputZ += ... without neuron.inputZ = 0 before it, which was added
# mistake: The weighted sum of a neuron is not set to 0 before the inputs of a sample are added, so it keeps the sums of all samples that went before.
# lines: 38, 39
# crash: no
# first wrong: DW[3]
import numpy as np


class Neuron:
    def __init__(self):
        self.input_z = self.output_a = self.cost_correction = self.bias = 0.0
        self.inputs, self.outputs = [], []


class Connection:
    def __init__(self, input, output, weight):
        self.input, self.output, self.weight = input, output, weight
        input.outputs.append(self)
        output.inputs.append(self)


class Network:
    def __init__(self, W, B):
        sizes = [len(W[0])] + [len(b) for b in B]
        self.layers = [[Neuron() for _ in range(n)] for n in sizes]
        self.connections = []
        for l, w in enumerate(W):
            for j, neuron in enumerate(self.layers[l + 1]):
                neuron.bias = B[l][j]
            self.connections.append([[Connection(i, o, w[a, b]) for b, o in enumerate(self.layers[l + 1])]
                                     for a, i in enumerate(self.layers[l])])

    def forward_pass(self, inputs):
        for neuron, value in zip(self.layers[0], inputs):
            neuron.output_a = value
        for layer in self.layers[1:]:
            for neuron in layer:
                for connection in neuron.inputs:
                    neuron.input_z += connection.input.output_a * connection.weight
                z = neuron.input_z + neuron.bias
                neuron.output_a = z if layer is self.layers[-1] else max(z, 0.0)

    def back_propagate(self, inputs, outputs):
        self.forward_pass(inputs)
        for neuron, expected in zip(self.layers[-1], outputs):
            neuron.cost_correction = 2 * (neuron.output_a - expected)
        for layer in reversed(self.layers[1:-1]):
            for neuron in layer:
                total = sum(c.output.cost_correction * c.weight for c in neuron.outputs)
                neuron.cost_correction = total if neuron.output_a > 0 else 0.0


def exercise1(W, B, A, Y, T):
    net = Network(W, B)
    DW, DB = [np.zeros_like(w) for w in W], [np.zeros_like(b) for b in B]
    for x, t in zip(A[0], T):
        net.back_propagate(x, t)
        for l in range(len(W)):
            DB[l] += np.array([n.cost_correction for n in net.layers[l + 1]]) / len(T)
            DW[l] += np.array([[c.output.cost_correction * c.input.output_a for c in row]
                               for row in net.connections[l]]) / len(T)
    return DW, DB
