# exercise: 1
# source: JohnnyLee15/MLP-From-Scratch (C++), commit e8de4bb 'Fixed size_t bug in back prop loop': for (size_t i = numLayers - 1; i >= 0; i--) became int i
# mistake: The layer index is unsigned, so it is never below 0: after layer 0 it becomes a very large number, and there is no such layer.
# lines: 39
# crash: yes
# first wrong: -
import numpy as np


class Layer:
    def __init__(self, weights, biases):
        self.weights = weights
        self.biases = biases
        self.weightGradients = None
        self.biasGradients = None

    def updateLayerParameters(self, prevActivations, outputGradients):
        batchSize = outputGradients.shape[0]
        scaleFactor = 1.0 / batchSize
        self.weightGradients = scaleFactor * (prevActivations.T @ outputGradients)
        self.biasGradients = scaleFactor * outputGradients.sum(axis=0)


class Batch:
    def __init__(self, activations, outputGradients):
        self.activations = activations
        self.outputGradients = outputGradients

    def getLayerActivation(self, i):
        return self.activations[i]


class NeuralNet:
    def __init__(self, layers):
        self.layers = layers

    def backprop(self, batch):
        numLayers = len(self.layers)
        i = np.uintp(numLayers - 1)
        while i >= 0:
            prevActivations = batch.getLayerActivation(i)
            self.layers[i].updateLayerParameters(prevActivations, batch.outputGradients)
            self.updateOutputGradients(batch, i)
            i -= 1

    def updateOutputGradients(self, batch, currLayer):
        if currLayer > 0:
            grads = batch.outputGradients @ self.layers[currLayer].weights.T
            batch.outputGradients = grads * (batch.getLayerActivation(currLayer) > 0)


def exercise1(W, B, A, Y, T):
    net = NeuralNet([Layer(w, b) for w, b in zip(W, B)])
    net.backprop(Batch(A, 2.0 * (Y - T)))
    return [l.weightGradients for l in net.layers], [l.biasGradients for l in net.layers]
