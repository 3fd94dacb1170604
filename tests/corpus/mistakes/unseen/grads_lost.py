# exercise: 1
# source: jlnthms/numpy-neural-network, commit 218b7b6 "fixed -- grads wrt outputs were not updated": caused shape error if more than one hidden layer; a method set its own argument and did not return it
# mistake: The gradient that a layer computes for the next step is assigned to the method's argument and not returned, so every layer starts from the gradient of the output.
# lines: 25, 40
# crash: yes
# first wrong: -
import numpy as np


class Layer:
    def __init__(self, weights, biases, inputs, output):
        self.weights = weights
        self.biases = biases
        self.inputs = inputs
        self.output = output

    def get_weights(self):
        return self.weights

    def backward(self, prev_layer, grad_wrt_outputs, grads_w, grads_b):
        grad_wrt_activations = np.dot(grad_wrt_outputs, prev_layer.get_weights().T)
        grad_wrt_activations[self.output <= 0] = 0
        grads_w.insert(0, np.dot(self.inputs.T, grad_wrt_activations))
        grads_b.insert(0, np.sum(grad_wrt_activations, axis=0))
        grad_wrt_outputs = grad_wrt_activations


class MultiLayerPerceptron:
    def __init__(self, layers):
        self.layers = layers

    def backward(self, label):
        grads_w, grads_b = [], []
        last = self.layers[-1]
        grad_wrt_outputs = 2 * (last.output - label) / label.shape[0]
        grads_w.insert(0, np.dot(last.inputs.T, grad_wrt_outputs))
        grads_b.insert(0, np.sum(grad_wrt_outputs, axis=0))
        for i in range(len(self.layers) - 2, -1, -1):
            curr_layer, prev_layer = self.layers[i], self.layers[i + 1]
            curr_layer.backward(prev_layer, grad_wrt_outputs, grads_w, grads_b)
        return grads_w, grads_b


def exercise1(W, B, A, Y, T):
    outputs = A[1:] + [Y]
    layers = []
    for w, b, a, o in zip(W, B, A, outputs):
        layers.append(Layer(w, b, a, o))
    return MultiLayerPerceptron(layers).backward(T)
