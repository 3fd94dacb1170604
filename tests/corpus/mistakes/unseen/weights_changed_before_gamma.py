# exercise: 1
# source: aimlfun/sheep-herding-backpropagation (C#), AI/NeuralNetwork.cs (commit b618c81), BackPropagate: Biases and Weights of the layer above are changed with -= before gamma[i][j] += gamma[layerPlus1][k] * Weights[i][k][j]
# mistake: The weights of a layer are changed at once, and the gamma of the layer below is then computed with the changed weights.
# lines: 32-33, 40
# crash: no
# first wrong: DW[2]
import numpy as np

learningRate = 0.25


class NeuralNetwork:
    def __init__(self, layers, weights, biases):
        self.Layers = layers
        self.Weights = weights
        self.Biases = biases
        self.Neurons = []

    def FeedForward(self, inputs):
        self.Neurons = [list(inputs)]
        for i in range(1, len(self.Layers)):
            row = []
            for j in range(self.Layers[i]):
                value = self.Biases[i - 1][j]
                for k in range(self.Layers[i - 1]):
                    value += self.Weights[i - 1][j][k] * self.Neurons[i - 1][k]
                row.append(value if i == len(self.Layers) - 1 or value > 0 else 0)
            self.Neurons.append(row)
        return self.Neurons[-1]

    def BackPropagate(self, inputs, expected, samples):
        output = self.FeedForward(inputs)
        gamma = [[0] * n for n in self.Layers]
        for i in range(len(self.Layers) - 1, 0, -1):
            for j in range(self.Layers[i]):
                if i == len(self.Layers) - 1:
                    gamma[i][j] = 2 * (output[j] - expected[j]) / samples
                else:
                    for k in range(self.Layers[i + 1]):
                        gamma[i][j] += gamma[i + 1][k] * self.Weights[i][k][j]
                    gamma[i][j] *= 1 if self.Neurons[i][j] > 0 else 0
                self.Biases[i - 1][j] -= gamma[i][j] * learningRate
                for k in range(self.Layers[i - 1]):
                    self.Weights[i - 1][j][k] -= gamma[i][j] * self.Neurons[i - 1][k] * learningRate


def exercise1(W, B, A, Y, T):
    DW, DB = [0] * len(W), [0] * len(B)
    for inputs, expected in zip(A[0], T):
        net = NeuralNetwork([len(W[0])] + [len(b) for b in B], [w.T.tolist() for w in W], [b.tolist() for b in B])
        net.BackPropagate(inputs, expected, len(T))
        for l in range(len(W)):
            DW[l] = DW[l] + (W[l] - np.array(net.Weights[l]).T) / learningRate
            DB[l] = DB[l] + (B[l] - np.array(net.Biases[l])) / learningRate
    return DW, DB
