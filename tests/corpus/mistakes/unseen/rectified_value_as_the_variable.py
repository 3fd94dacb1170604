# exercise: 1
# source: SP5555/simple-neural-network (Python), commit 31eebab "ReLU math fix", activation.py: ReLU.forward set self.expression = Tensor(np.maximum(0, x), "Z"), and backward is self.expression.backward("Z"); it became Z = Tensor(x, "Z"), Z_p = Tensor(x >= 0), self.expression = Z * Z_p (here x > 0)
# mistake: The expression of ReLU is only the variable Z itself, with the rectified numbers as its value, so the derivative of the expression with respect to Z is 1 everywhere, also where the input is negative.
# lines: 48
# crash: no
# first wrong: DW[2]
import numpy as np


class Tensor:
    def __init__(self, value, name=None):
        self.value, self.name = value, name

    def forward(self):
        return self.value

    def backward(self, wrt):
        return np.ones(self.value.shape) if self.name == wrt else np.zeros(self.value.shape)

    def __mul__(self, other):
        return Product(self, other)


class Product(Tensor):
    def __init__(self, left, right):
        self.left, self.right = left, right

    def forward(self):
        return self.left.forward() * self.right.forward()

    def backward(self, wrt):
        return self.left.backward(wrt) * self.right.forward() + self.left.forward() * self.right.backward(wrt)


class Activation:
    def backward(self):
        return self.expression.backward("Z")


class ID(Activation):
    def forward(self, x):
        self.expression = Tensor(x, "Z")
        return self.expression.forward()


class ReLU(Activation):
    def forward(self, x):
        self.expression = Tensor(np.maximum(0, x), "Z")
        return self.expression.forward()


class DenseLayer:
    def __init__(self, weights, biases, act_func):
        self.W, self.B, self.act_func = weights.T, biases.reshape(-1, 1), act_func

    def forward(self, inputs):
        self.inputs = inputs
        return self.act_func.forward(self.W @ inputs + self.B)

    def backward(self, act_grad):
        z_grad = act_grad * self.act_func.backward()
        self.W_grad = z_grad @ self.inputs.T
        self.B_grad = z_grad.sum(axis=1, keepdims=True)
        return self.W.T @ z_grad


def exercise1(W, B, A, Y, T):
    acts = [ReLU(), ReLU(), ReLU(), ID()]
    layers = [DenseLayer(w, b, act) for w, b, act in zip(W, B, acts)]
    out = A[0].T
    for layer in layers:
        out = layer.forward(out)
    grad = 2 * (out - T.T) / T.shape[0]
    for layer in reversed(layers):
        grad = layer.backward(grad)
    return [l.W_grad.T for l in layers], [l.B_grad.ravel() for l in layers]
