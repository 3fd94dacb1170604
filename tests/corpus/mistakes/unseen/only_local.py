# exercise: 1
# source: jlnthms/numpy-neural-network, commit 218b7b6 "fixed -- grads wrt outputs were not updated": the method rebinds its own grad_wrt_outputs and returns nothing
# mistake: The method gives a new value only to its own name of the gradient, so the loop passes the gradient of the output to every layer.
# lines: 27, 38
# crash: no
# first wrong: DW[2]
import numpy as np


class Layer:
    def __init__(self, weights, activations, output, activation=None):
        self.weights = weights
        self.activations = activations
        self.output = output
        self.activation = activation

    def backward(self, grad_wrt_outputs, grads_w, grads_b):
        """Put the gradients of this layer in front of the lists."""
        grad_z = grad_wrt_outputs
        if self.activation == "relu":
            grad_z = grad_z * np.where(self.output > 0, 1, 0)
        grad_wrt_weights = np.dot(self.activations.T, grad_z)
        grad_wrt_biases = np.sum(grad_z, axis=0)
        grad_wrt_activations = np.dot(grad_z, self.weights.T)
        grads_w.insert(0, grad_wrt_weights)
        grads_b.insert(0, grad_wrt_biases)
        grad_wrt_outputs = grad_wrt_activations


class MultiLayerPerceptron:
    def __init__(self, layers):
        self.layers = layers

    def backward(self, label):
        grads_w, grads_b = [], []
        grad_wrt_outputs = 2 * (self.layers[-1].output - label) / len(label)
        for i in range(len(self.layers) - 1, -1, -1):
            self.layers[i].backward(grad_wrt_outputs, grads_w, grads_b)
        return grads_w, grads_b


def exercise1(W, B, A, Y, T):
    layers = [Layer(W[i], A[i], A[i + 1], "relu") for i in range(3)]
    layers.append(Layer(W[3], A[3], Y))
    return MultiLayerPerceptron(layers).backward(T)
