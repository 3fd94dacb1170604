# exercise: 1
# source: github haifengl/smile, issue 528 (Gradient backpropagation in ReLU), ActivationFunction.java: g[i] = y[i] > 0 ? 1 : 0 where *= belongs
# mistake: The gradient function of ReLU overwrites the gradient that comes from the layer above with 1 or 0, and does not multiply it.
# lines: 13
# crash: no
# first wrong: DW[2]
import numpy as np


class Rectifier:
    def g(self, g, y):
        for i in range(len(g)):
            g[i] = 1 if y[i] > 0 else 0


class Linear:
    def g(self, g, y):
        pass


class Layer:
    def __init__(self, weight, bias, activation):
        self.weight = weight.T
        self.activation = activation
        self.output = None
        self.gradient = np.zeros(len(bias))
        self.weight_gradient = np.zeros(self.weight.shape)
        self.bias_gradient = np.zeros(len(bias))

    def transform(self):
        self.activation.g(self.gradient, self.output)

    def backpropagate(self, lower):
        lower.gradient = self.weight.T @ self.gradient

    def compute_update(self, x):
        for i in range(len(self.gradient)):
            self.weight_gradient[i] += self.gradient[i] * x
            self.bias_gradient[i] += self.gradient[i]


def exercise1(W, B, A, Y, T):
    net = [Layer(w, b, Rectifier()) for w, b in zip(W[:-1], B[:-1])]
    net.append(Layer(W[-1], B[-1], Linear()))
    n = len(T)
    for s in range(n):
        inputs = [a[s] for a in A]
        for layer, output in zip(net, inputs[1:] + [Y[s]]):
            layer.output = output
        net[-1].gradient = 2 * (net[-1].output - T[s]) / n
        for k in range(len(net) - 1, -1, -1):
            net[k].transform()
            net[k].compute_update(inputs[k])
            if k > 0:
                net[k].backpropagate(net[k - 1])
    return [layer.weight_gradient.T for layer in net], [layer.bias_gradient for layer in net]
