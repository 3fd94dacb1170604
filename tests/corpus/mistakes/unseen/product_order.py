# exercise: 1
# source: Az-r-ow/NeuralNet (C++), commit 41966ca 'Fixes in computing loss derivative and other aspects of the backprop': nextLayerADer = (nextLayerADer.array() * sigDer.array()).matrix() * cLayer.weights became cLayer.weights * aDerDotSigDer, and wDer and bDer are transposed for the update
# mistake: The derivative is multiplied with the weights in the wrong order, column times matrix, and the shapes do not fit.
# lines: 49
# crash: yes
# first wrong: -
import numpy as np

class Layer:
    def __init__(self, weights, biases, activation):
        self.weights = weights
        self.biases = biases.reshape(1, -1)
        self.activation = activation
        self.outputs = None
        self.wDer = np.zeros(self.weights.shape)
        self.bDer = np.zeros(self.biases.shape)

    def feedInputs(self, inputs):
        wSum = inputs.T @ self.weights + self.biases
        self.outputs = (np.maximum(wSum, 0) if self.activation == "RELU" else wSum).T

    def computeActivationDer(self):
        if self.activation == "RELU":
            return np.where(self.outputs > 0, 1.0, 0.0)
        return np.ones(self.outputs.shape)

class Network:
    def __init__(self):
        self.layers = []

    def forwardProp(self, inputs):
        self.inputs = inputs
        for layer in self.layers:
            layer.feedInputs(inputs)
            inputs = layer.outputs

    def computeLossDer(self, yHat, y):
        assert yHat.shape == y.shape
        return (yHat - y) * 2

    def backProp(self, y):
        nextLayerADer = self.computeLossDer(self.layers[-1].outputs, y)
        for i in range(len(self.layers) - 1, -1, -1):
            cLayer = self.layers[i]
            prevOutputs = self.layers[i - 1].outputs if i > 0 else self.inputs
            aDerDotSigDer = nextLayerADer * cLayer.computeActivationDer()
            cLayer.wDer += (aDerDotSigDer @ prevOutputs.T).T
            cLayer.bDer += aDerDotSigDer.T
            nextLayerADer = aDerDotSigDer @ cLayer.weights

def exercise1(W, B, A, Y, T):
    network = Network()
    for i in range(len(W)):
        network.layers.append(Layer(W[i], B[i], "RELU" if i + 1 < len(W) else "LINEAR"))
    for x, t in zip(A[0], T):
        network.forwardProp(x.reshape(-1, 1))
        network.backProp(t.reshape(-1, 1))
    n = len(T)
    return [l.wDer / n for l in network.layers], [l.bDer[0] / n for l in network.layers]
