# exercise: 1
# source: adomanska/multilayer-perceptron, commit 0537edb "Fix backward_pass method": np.dot(self.weights.transpose(), delta) in the hidden layer became np.dot(next_weights.transpose(), delta)
# mistake: A hidden layer sends the delta of the next layer back through its own weights, where the weights of the next layer are meant.
# lines: 26
# crash: yes
# first wrong: -
from abc import ABC, abstractmethod

import numpy as np


class Layer(ABC):
    def __init__(self, weights, last_input, last_activation):
        self.weights = weights
        self.last_input = last_input
        self.last_activation = last_activation

    @abstractmethod
    def backward_pass(self, y, delta, next_weights=None):
        pass


class HiddenLayer(Layer):
    def backward_pass(self, y, delta, next_weights=None):
        sp = np.heaviside(self.last_activation, 0.0)
        delta = np.dot(delta, self.weights.transpose()) * sp
        nabla_w = np.dot(self.last_input.transpose(), delta)
        return delta, nabla_w


class OutputLayer(Layer):
    def backward_pass(self, y, delta, next_weights=None):
        d = self.cost_derivative(self.last_activation, y)
        return d, np.dot(self.last_input.transpose(), d)

    def cost_derivative(self, output_activations, y):
        return 2 * (output_activations - y) / output_activations.size


def exercise1(W, B, A, Y, T):
    layers = [HiddenLayer(W[i], A[i], A[i + 1]) for i in range(3)]
    layers.append(OutputLayer(W[3], A[3], Y))
    delta, next_weights = None, None
    nabla_w, nabla_b = [], []
    for layer in reversed(layers):
        delta, nw = layer.backward_pass(T, delta, next_weights)
        nabla_w.insert(0, nw)
        nabla_b.insert(0, delta.sum(axis=0))
        next_weights = layer.weights
    return nabla_w, nabla_b
