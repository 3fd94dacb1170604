# exercise: 1
# source: kipgparker/BackPropNetwork (C#, Unity), issue 2 'Error calculating gamma', NeuralNetwork.cs, BackPropagate: in the loop over k stands gamma[i][j] = gamma[i + 1][k] * weights[i][k][j]; 'it should be gamma[i][j] += ...'
# mistake: In the sum over the units of the next layer every term replaces the one before, so only the last unit counts.
# lines: 48
# crash: no
# first wrong: DW[1]
import numpy as np


class NeuralNetwork:
    def __init__(self, layers, weights, biases):
        self.layers = layers
        self.weights = weights
        self.biases = biases
        self.neurons = [np.zeros(n) for n in layers]
        self.weightGradients = [np.zeros_like(w) for w in weights]
        self.biasGradients = [np.zeros_like(b) for b in biases]

    def activate(self, value, layer):
        return value if layer == len(self.layers) - 2 else max(0.0, value)

    def activateDer(self, value, layer):
        if layer == len(self.layers) - 2:
            return 1.0
        return 0.0 if 0 >= value else 1.0

    def FeedForward(self, inputs):
        self.neurons[0][:] = inputs
        for i in range(1, len(self.layers)):
            for j in range(self.layers[i]):
                value = self.biases[i - 1][j]
                for k in range(self.layers[i - 1]):
                    value += self.weights[i - 1][j][k] * self.neurons[i - 1][k]
                self.neurons[i][j] = self.activate(value, i - 1)
        return self.neurons[-1]

    def BackPropagate(self, inputs, expected, scale):
        output = self.FeedForward(inputs)
        last = len(self.layers) - 1
        gamma = [np.zeros(n) for n in self.layers]
        for i in range(len(output)):
            gamma[last][i] = scale * (output[i] - expected[i]) * self.activateDer(output[i], last - 1)
        for i in range(last, 0, -1):
            for j in range(self.layers[i]):
                if i < last:
                    gamma[i][j] = 0.0
                    for k in range(len(gamma[i + 1])):
                        gamma[i][j] = gamma[i + 1][k] * self.weights[i][k][j]
                    gamma[i][j] *= self.activateDer(self.neurons[i][j], i - 1)
                self.biasGradients[i - 1][j] += gamma[i][j]
                for k in range(self.layers[i - 1]):
                    self.weightGradients[i - 1][j][k] += gamma[i][j] * self.neurons[i - 1][k]


def exercise1(W, B, A, Y, T):
    layers = [len(w) for w in W] + [len(B[-1])]
    network = NeuralNetwork(layers, [w.T for w in W], B)
    for inputs, expected in zip(A[0], T):
        network.BackPropagate(inputs, expected, 2.0 / len(T))
    return [g.T for g in network.weightGradients], network.biasGradients
