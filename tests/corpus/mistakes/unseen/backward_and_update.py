# exercise: 1
# source: ThalesMMS/Rust-Neural-Networks (Rust), commit 0145d22 "Fix critical backpropagation bug in mlp_simple.rs": backward_and_update computed the gradients of the output layer and changed its weights at once, and then the error went through these changed weights to the hidden layer; it became: all gradients with the original weights, then the update of both layers
# mistake: The weights of a layer are updated before the error is sent through them to the layer before, so it goes through the new weights.
# lines: 34, 44
# crash: no
# first wrong: DW[2]
import numpy as np

LEARNING_RATE = 0.01


class DenseLayer:
    def __init__(self, weights, biases):
        self.weights = weights.copy()
        self.biases = biases.copy()

    def forward(self, inputs):
        return inputs @ self.weights + self.biases

    def backward(self, inputs, grad_output):
        self.grad_weights = inputs.T @ grad_output
        self.grad_biases = grad_output.sum(axis=0)

    def input_errors(self, grad_output):
        return grad_output @ self.weights.T

    def update_parameters(self, learning_rate):
        self.weights -= learning_rate * self.grad_weights
        self.biases -= learning_rate * self.grad_biases


def backward_and_update(layer, inputs, deltas):
    layer.backward(inputs, deltas)
    layer.update_parameters(LEARNING_RATE)


def train(layers, inputs, expected):
    outputs = [inputs]
    for layer in layers[:-1]:
        outputs.append(np.maximum(layer.forward(outputs[-1]), 0))
    predictions = layers[-1].forward(outputs[-1])
    deltas = 2 * (predictions - expected) / len(expected)
    for i in reversed(range(len(layers))):
        backward_and_update(layers[i], outputs[i], deltas)
        deltas = layers[i].input_errors(deltas) * (outputs[i] > 0)


def exercise1(W, B, A, Y, T):
    layers = [DenseLayer(w, b) for w, b in zip(W, B)]
    train(layers, A[0], T)
    return [layer.grad_weights for layer in layers], [layer.grad_biases for layer in layers]
