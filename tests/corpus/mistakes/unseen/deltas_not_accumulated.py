# exercise: 1
# source: Somnibyte/MLKit (Swift), MLKit/Classes/ANN/Layer.swift and NeuralNetwork.swift (since commit 3c3f02c 'Neural Network Revision Prototype complete'): backpropagate runs for every sample of the mini batch, and propagateError sets self.Δw = updatedWeights, self.Δb = currentLayerDelta
# mistake: The changes of weights and biases are set anew by every sample, not added up, so that only the last sample of the batch counts when they are divided by its size.
# lines: 31, 32
# crash: no
# first wrong: DW[3]
import numpy as np

def relu(z):
    return z if z > 0 else 0.0

def relu_derivative(z):
    return 1.0 if z > 0 else 0.0

class Layer:
    def __init__(self, weights, bias, activate, derivative):
        self.weights = weights
        self.bias = bias
        self.activate = np.vectorize(activate, otypes=[float])
        self.derivative = np.vectorize(derivative, otypes=[float])
        self.dw = np.zeros_like(weights)
        self.db = np.zeros_like(bias)

    def forward(self, input):
        self.input = input
        self.z_values = self.weights @ input + self.bias
        return self.activate(self.z_values)

    def propagate_error(self, signal):
        delta = signal * self.derivative(self.z_values)
        self.dw = delta @ self.input.T
        self.db = delta
        return self.weights.T @ delta

class NeuralNetwork:
    def __init__(self, layers):
        self.layers = layers

    def backpropagate(self, input, target):
        a = input
        for layer in self.layers:
            a = layer.forward(a)
        signal = 2 * (a - target)
        for layer in reversed(self.layers):
            signal = layer.propagate_error(signal)

    def update_mini_batch(self, mini_batch):
        for input, target in mini_batch:
            self.backpropagate(input.reshape(-1, 1), target.reshape(-1, 1))
        size = len(mini_batch)
        return [(layer.dw / size).T for layer in self.layers], [layer.db.ravel() / size for layer in self.layers]

def exercise1(W, B, A, Y, T):
    functions = [(relu, relu_derivative)] * (len(W) - 1) + [(lambda z: z, lambda z: 1.0)]
    layers = [Layer(w.T, b.reshape(-1, 1), *f) for w, b, f in zip(W, B, functions)]
    return NeuralNetwork(layers).update_mini_batch(list(zip(A[0], T)))
