# exercise: 1
# source: adomanska/multilayer-perceptron, commit 0537edb "Fix backward_pass method, add tests": np.dot(self.weights.transpose(), delta) became np.dot(next_weights.transpose(), delta)
# mistake: A hidden layer takes its own weights to fetch the deltas of the layer above, where the weights of that layer belong; the shapes do not fit.
# lines: 25
# crash: yes
# first wrong: -
import numpy as np
from abc import ABC, abstractmethod


class Layer(ABC):
    def __init__(self, weights):
        self.weights = weights  # neurons x inputs
        self.last_input = None
        self.last_activation = None

    @abstractmethod
    def backward_pass(self, y, delta, next_weights=None):
        pass


class HiddenLayer(Layer):
    def backward_pass(self, y, delta, next_weights=None):
        sp = np.where(self.last_activation > 0, 1.0, 0.0)
        delta = np.dot(self.weights.transpose(), delta) * sp
        nabla_w = np.dot(np.array([delta]).transpose(), np.array([self.last_input]))
        return delta, nabla_w


class OutputLayer(Layer):
    def backward_pass(self, y, delta, next_weights=None):
        delta = self.cost_derivative(self.last_activation, y)
        nabla_w = np.dot(np.array([delta]).transpose(), np.array([self.last_input]))
        return delta, nabla_w

    def cost_derivative(self, output_activations, y):
        return 2 * (output_activations - y)


class NeuralNetwork:
    def __init__(self, weights):
        self.layers = [HiddenLayer(w.T) for w in weights[:-1]]
        self.layers.append(OutputLayer(weights[-1].T))

    def backprop(self, y):
        delta, upper = None, None
        nabla_b, nabla_w = [], []
        for layer in reversed(self.layers):
            delta, nw = layer.backward_pass(y, delta, upper)
            upper = layer.weights
            nabla_b.insert(0, delta)
            nabla_w.insert(0, nw)
        return nabla_b, nabla_w


def exercise1(W, B, A, Y, T):
    net = NeuralNetwork(W)
    states = A + [Y]
    sum_b = [np.zeros(b.shape) for b in B]
    sum_w = [np.zeros(w.shape) for w in W]
    for n, y in enumerate(T):
        for k, layer in enumerate(net.layers):
            layer.last_input = states[k][n]
            layer.last_activation = states[k + 1][n]
        nabla_b, nabla_w = net.backprop(y)
        sum_b = [s + nb for s, nb in zip(sum_b, nabla_b)]
        sum_w = [s + nw.T for s, nw in zip(sum_w, nabla_w)]
    return [s / len(T) for s in sum_w], [s / len(T) for s in sum_b]
