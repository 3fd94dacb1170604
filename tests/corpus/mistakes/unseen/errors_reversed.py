# exercise: 1
# source: martinyanev94/computer-vision-model-deployment, Lesson_3, part_2_neural_network_training.py: output_errors = y - self.output_layer_activation
# mistake: The error at the output is target minus output, so that the whole gradient has the wrong sign.
# lines: 20
# crash: no
# first wrong: DW[3]
import numpy as np


class NeuralNetwork:
    def __init__(self, weights, biases):
        self.weights = weights
        self.biases = biases

    def relu_derivative(self, x):
        return np.where(x > 0, 1, 0)

    def backpropagation(self, activations, output, y):
        errors = [None, None, None, None]
        errors[3] = (y - output) * 2 / y.shape[0]
        for k in (2, 1, 0):
            hidden = activations[k + 1]
            errors[k] = np.dot(errors[k + 1], self.weights[k + 1].T) * self.relu_derivative(hidden)

        grad_weights = [np.dot(a.T, e) for a, e in zip(activations, errors)]
        grad_biases = [np.sum(e, axis=0) for e in errors]
        return grad_weights, grad_biases


def exercise1(W, B, A, Y, T):
    net = NeuralNetwork(W, B)
    return net.backpropagation(A, Y, T)
