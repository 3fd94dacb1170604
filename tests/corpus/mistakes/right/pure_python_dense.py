# exercise: 1
# source: the manner of solvewithpython.com, "Gradients and the Backward Pass" (a Dense of Python lists, one sample after the other)
# mistake: none
# lines: -
# crash: no
# first wrong: -
import numpy as np


class Dense:
    def __init__(self, weights, bias):
        self.weights = [list(row) for row in weights.T]
        self.bias = list(bias)
        self.grad_weights = [[0.0 for _ in row] for row in self.weights]
        self.grad_bias = [0.0 for _ in self.bias]
        self.input = None

    def backward(self, grad_output):
        grad_input = [0.0] * len(self.input)
        for k, g in enumerate(grad_output):
            for i, x in enumerate(self.input):
                self.grad_weights[k][i] += g * x
                grad_input[i] += g * self.weights[k][i]
            self.grad_bias[k] += g
        return grad_input


class ReLU:
    def __init__(self):
        self.output = None

    def backward(self, grad_output):
        return [g if o > 0 else 0.0 for g, o in zip(grad_output, self.output)]


class MSE:
    def backward(self, predicted, target, samples):
        n = len(predicted) * samples
        return [2.0 * (p - t) / n for p, t in zip(predicted, target)]


def exercise1(W, B, A, Y, T):
    dense = [Dense(w, b) for w, b in zip(W, B)]
    relu = [ReLU() for _ in W[1:]]
    for s in range(len(T)):
        for l in range(len(dense)):
            dense[l].input = list(A[l][s])
            if l > 0:
                relu[l - 1].output = list(A[l][s])
        grad = MSE().backward(list(Y[s]), list(T[s]), len(T))
        for l in range(len(dense) - 1, -1, -1):
            grad = dense[l].backward(grad)
            if l > 0:
                grad = relu[l - 1].backward(grad)
    DW = [np.array(d.grad_weights).T for d in dense]
    DB = [np.array(d.grad_bias) for d in dense]
    return DW, DB
