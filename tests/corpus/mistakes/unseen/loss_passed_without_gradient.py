# exercise: 1
# source: enzomoraes/rust-neural-network (Rust), commit bda3250 'fix: applying loss function correctly', neural_network.rs, back_propagate: loss = weights.transpose().multiply(&loss) (before it the comment "should loss function be applied here?"), the gradient with the derivative is used for the weights only
# mistake: the loss is passed to the layer below without the derivative of the activation, which is in the gradient of the layer but is lost for all layers below
# lines: 35
# crash: no
# first wrong: DW[1]
import numpy as np


class Layer:
    def __init__(self, weights, biases):
        self.weights = weights
        self.weights_change = np.zeros(weights.shape)
        self.biases_change = np.zeros(biases.shape)
        self.output = None


class NeuralNetwork:
    def __init__(self, layers, samples):
        self.layers = layers
        self.rate = 1 / samples

    def derivative(self, matrix):
        return np.where(matrix > 0, 1.0, 0.0)

    def back_propagate(self, predictions, target, inputs):
        loss = 2 * (predictions - target)
        gradient = np.ones(predictions.shape)
        for i in reversed(range(len(self.layers))):
            gradient = gradient * loss
            below = inputs if i == 0 else self.layers[i - 1].output
            self.layers[i].weights_change += gradient @ below.T * self.rate
            self.layers[i].biases_change += gradient * self.rate
            if i > 0:
                loss = self.layers[i].weights.T @ loss
                gradient = self.derivative(self.layers[i - 1].output)


def exercise1(W, B, A, Y, T):
    layers = [Layer(w.T, b.reshape(-1, 1)) for w, b in zip(W, B)]
    network = NeuralNetwork(layers, len(T))
    for s in range(len(T)):
        column = lambda m: m[s].reshape(-1, 1)
        for layer, output in zip(layers, A[1:] + [Y]):
            layer.output = column(output)
        network.back_propagate(column(Y), column(T), column(A[0]))
    return [l.weights_change.T for l in layers], [l.biases_change.ravel() for l in layers]
