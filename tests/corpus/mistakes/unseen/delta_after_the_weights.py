# exercise: 1
# source: Armandase/multilayer-perceptron (Python), commit fd5cab2 'nothings works but i have the right size of matrix as input and output, ...', Layer.py: deltaOutputLayer and deltaHiddenLayer returned only np.dot(delta, self.weights.T), and update_weights took np.dot(delta.T, self.output); they return delta too, and the product is np.dot(input.T, delta)
# mistake: What is passed on through the weights is taken for the delta of the layer itself, and its product is made with the output of the layer and not with its input.
# lines: 29, 34, 37, 55, 58
# crash: no
# first wrong: DW[3]
import numpy as np


class Layer:
    def __init__(self, weights, bias, activation):
        self.weights = weights
        self.bias = bias
        self.activation = activation
        self.input = None
        self.output = None
        self.delta_weights = None
        self.delta_bias = None

    def computeLayer(self, input):
        self.input = input
        Z = np.dot(input, self.weights) + self.bias
        self.output = self.activation(Z)
        return self.output

    def deltaOutputLayer(self, waited_output):
        delta = 2 * (self.output - waited_output) / waited_output.shape[0]
        res = np.dot(delta, self.weights.T)
        return res

    def deltaHiddenLayer(self, above_delta):
        delta = above_delta * (self.output > 0)
        res = np.dot(delta, self.weights.T)
        return res

    def update_weights(self, delta):
        self.delta_weights = np.dot(delta.T, self.output)
        self.delta_bias = np.sum(delta, axis=0)


def relu(Z):
    return np.maximum(0, Z)


def linear(Z):
    return Z


def exercise1(W, B, A, Y, T):
    layers = [Layer(w, b, relu) for w, b in zip(W[:-1], B[:-1])]
    layers.append(Layer(W[-1], B[-1], linear))
    output = A[0]
    for layer in layers:
        output = layer.computeLayer(output)
    delta = layers[-1].deltaOutputLayer(T)
    layers[-1].update_weights(delta)
    for layer in reversed(layers[:-1]):
        delta = layer.deltaHiddenLayer(delta)
        layer.update_weights(delta)
    return [layer.delta_weights for layer in layers], [layer.delta_bias for layer in layers]
