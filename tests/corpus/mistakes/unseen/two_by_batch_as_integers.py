# exercise: 1
# source: guudie/neuralnet-cpp (C++), commit 43be853 "fixed an int casted bug", src/loss.h: mse::diff returned (y_bar - y) * (2 / batch_size) with batch_size an int, so an integer division; it became 2.0 / batch_size
# mistake: The factor 2 / batch_size of the derivative of the loss is an integer division, which is zero for more than two samples, so all gradients vanish.
# lines: 13
# crash: no
# first wrong: DW[3]
import numpy as np


class Mse:
    @staticmethod
    def diff(y_bar, y, batch_size):
        return (y_bar - y) * (2 // batch_size)


class NeuralNet:
    def __init__(self, weights, biases):
        self.weights, self.biases = weights, biases
        self.gradient = [np.zeros_like(w) for w in weights]
        self.bias_gradient = [np.zeros_like(b) for b in biases]

    def feedforward(self, x):
        self.layers = [x]
        for l, (w, b) in enumerate(zip(self.weights, self.biases)):
            u = w @ self.layers[-1] + b
            self.layers.append(np.maximum(u, 0) if l < len(self.weights) - 1 else u)

    def backprop(self, y_i, batch_size):
        last = len(self.weights)
        errors = [None] * (last + 1)
        errors[last] = Mse.diff(self.layers[last], y_i, batch_size)
        for l in range(last, 0, -1):
            below = np.zeros(len(self.layers[l - 1]))
            for j in range(len(errors[l])):
                slope = 1.0 if l == last or self.layers[l][j] > 0 else 0.0
                tmp = errors[l][j] * slope
                self.bias_gradient[l - 1][j] += tmp
                for k in range(len(below)):
                    self.gradient[l - 1][j, k] += tmp * self.layers[l - 1][k]
                    below[k] += tmp * self.weights[l - 1][j, k]
            errors[l - 1] = below


def exercise1(W, B, A, Y, T):
    net = NeuralNet([w.T.copy() for w in W], [b.copy() for b in B])
    batch_size = len(T)
    for j in range(batch_size):
        net.feedforward(A[0][j])
        net.backprop(T[j], batch_size)
    return [g.T for g in net.gradient], net.bias_gradient
