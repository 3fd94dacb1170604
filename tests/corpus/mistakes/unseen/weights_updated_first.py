# exercise: 1
# source: kim-marcel/basic_neural_network issue 7 'wrong hidden error computation' (Java, NeuralNetwork.train): weights[n-1] is updated, then previousError is computed with the updated weights (the same in louisjc/mnist-neural-network issue 1, mended in b8d2c31)
# mistake: The error of the layer before is computed with weights that were already updated, it needs the weights from before the update.
# lines: 28-29, 31
# crash: no
# first wrong: DW[2]
import numpy as np


class NeuralNetwork:
    def __init__(self, weights, biases, learningRate=0.1):
        self.weights = weights
        self.biases = biases
        self.learningRate = learningRate

    def calculateGradient(self, layer, errors, last):
        gradient = np.ones(layer.shape) if last else np.where(layer > 0, 1.0, 0.0)
        return gradient * errors * self.learningRate

    def calculateDeltas(self, gradient, layer):
        return gradient @ layer.T

    def train(self, layers, target):
        hiddenLayers = len(layers) - 2
        for n in range(hiddenLayers + 1, 0, -1):
            errors = target - layers[n]
            gradients = self.calculateGradient(layers[n], errors, n == hiddenLayers + 1)
            deltas = self.calculateDeltas(gradients, layers[n - 1])
            self.biases[n - 1] = self.biases[n - 1] + gradients.sum(axis=1, keepdims=True)
            self.weights[n - 1] = self.weights[n - 1] + deltas
            previousError = self.weights[n - 1].T @ (gradients / self.learningRate)
            target = previousError + layers[n - 1]


def exercise1(W, B, A, Y, T):
    weights = [w.T for w in W]
    biases = [b.reshape(-1, 1) for b in B]
    nn = NeuralNetwork(list(weights), list(biases))
    nn.train([a.T for a in A] + [Y.T], T.T)
    scale = -2 / (T.size * nn.learningRate)
    DW = [scale * (new - old).T for new, old in zip(nn.weights, weights)]
    DB = [scale * (new - old)[:, 0] for new, old in zip(nn.biases, biases)]
    return DW, DB
