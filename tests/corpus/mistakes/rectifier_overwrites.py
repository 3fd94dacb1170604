# exercise: 1
# source: haifengl/smile, issue 528 "Gradient backpropagation in ReLU" (Java): a * is missing before =
# mistake: The method of the activation function overwrites what comes from above with 1 or 0, where it should multiply it by that slope.
# lines: 16
# crash: no
# first wrong: DW[2]
import numpy as np


class Rectifier:
    def f(self, x):
        return max(0.0, x)

    def g(self, g, y):
        for i in range(len(y)):
            g[i] = 1.0 if y[i] > 0 else 0.0


class HiddenLayer:
    def __init__(self, weight, bias):
        self.weight = weight
        self.bias = bias
        self.weightGradient = np.zeros_like(weight)
        self.biasGradient = np.zeros_like(bias)

    def computeUpdate(self, x, gradient):
        for j in range(len(gradient)):
            for i in range(len(x)):
                self.weightGradient[i, j] += gradient[j] * x[i]
            self.biasGradient[j] += gradient[j]

    def backpropagate(self, gradient):
        lower = np.zeros(self.weight.shape[0])
        for i in range(len(lower)):
            for j in range(len(gradient)):
                lower[i] += self.weight[i, j] * gradient[j]
        return lower


def exercise1(W, B, A, Y, T):
    net = [HiddenLayer(w, b) for w, b in zip(W, B)]
    activation = Rectifier()
    n = Y.shape[0]
    for k in range(n):
        gradient = 2.0 * (Y[k] - T[k]) / n
        for l in range(len(net) - 1, -1, -1):
            net[l].computeUpdate(A[l][k], gradient)
            if l > 0:
                gradient = net[l].backpropagate(gradient)
                activation.g(gradient, A[l][k])
    return [h.weightGradient for h in net], [h.biasGradient for h in net]
