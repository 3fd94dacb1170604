# exercise: 1
# source: LazaroHurtado/micrograd-rs (Rust), commit 31b50f9 "fixed bias tensor bug": let biases = Tensor::zeros(nout), which clones one reference-counted Value, became Tensor::from_shape_simple_fn(nout, Value::zero)
# mistake: All biases of a layer are one and the same Value, so the gradients of all of them are added up in it.
# lines: 26
# crash: no
# first wrong: DB[2]
import numpy as np


class Value:
    def __init__(self, value):
        self.value = value
        self.grad = 0.0

    @staticmethod
    def zero():
        return Value(0.0)

    def add_grad(self, grad):
        self.grad += grad


class Linear:
    def __init__(self, nin, nout):
        self.weights = [[Value.zero() for _ in range(nin)] for _ in range(nout)]
        self.biases = [Value.zero()] * nout

    def load(self, weights):
        for row, values in zip(self.weights, weights.T):
            for weight, value in zip(row, values):
                weight.value = value

    def backward(self, x, grad):
        dx = [0.0] * len(x)
        for row, bias, g in zip(self.weights, self.biases, grad):
            bias.add_grad(g)
            for i, weight in enumerate(row):
                weight.add_grad(g * x[i])
                dx[i] += g * weight.value
        return dx

    def gradients(self):
        dw = np.array([[weight.grad for weight in row] for row in self.weights]).T
        return dw, np.array([bias.grad for bias in self.biases])


def relu_backward(output, grad):
    return [g if o > 0 else 0.0 for o, g in zip(output, grad)]


def exercise1(W, B, A, Y, T):
    modules = [Linear(*w.shape) for w in W]
    for module, w in zip(modules, W):
        module.load(w)
    for sample in range(len(T)):
        grad = list(2.0 * (Y[sample] - T[sample]) / len(T))
        for ix in range(len(modules) - 1, -1, -1):
            grad = modules[ix].backward(A[ix][sample], grad)
            if ix > 0:
                grad = relu_backward(A[ix][sample], grad)
    DW, DB = zip(*[module.gradients() for module in modules])
    return list(DW), list(DB)
