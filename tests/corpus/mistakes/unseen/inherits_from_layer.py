# exercise: 1
# source: cleverhans-lab/cleverhans, pull request 520 "fix bug where LeakyReLU inherits from Layer instead of ReLU"
# mistake: The class of the rectifier inherits from the base class and not from ReLU, so it has the backward pass of the base class, which hands the gradient on unchanged.
# lines: 41
# crash: no
# first wrong: DW[2]
import numpy as np


class Layer(object):
    dW = None

    def bind(self, inputs, outputs):
        self.inputs = inputs
        self.outputs = outputs
        return self

    def bprop(self, grad):
        return grad


class Linear(Layer):
    def __init__(self, W, b):
        self.W, self.b = W, b

    def bprop(self, grad):
        self.dW = np.einsum("ni,no->io", self.inputs, grad)
        self.db = np.einsum("no->o", grad)
        return np.einsum("no,io->ni", grad, self.W)


class ReLU(Layer):
    leak = 0.0

    def bprop(self, grad):
        grad = grad.copy()
        grad[self.outputs <= 0] *= self.leak
        return grad


class LeakyReLU(Layer):
    def __init__(self, leak):
        self.leak = leak


class MLP(object):
    def __init__(self, layers):
        self.layers = layers

    def bprop(self, grad):
        for layer in self.layers[::-1]:
            grad = layer.bprop(grad)

    def gradients(self):
        linear = [layer for layer in self.layers if layer.dW is not None]
        return [layer.dW for layer in linear], [layer.db for layer in linear]


def exercise1(W, B, A, Y, T):
    layers = []
    for i, (w, b) in enumerate(zip(W, B)):
        layers.append(Linear(w, b).bind(A[i], None))
        if i < len(W) - 1:
            layers.append(LeakyReLU(leak=0.0).bind(None, A[i + 1]))
    model = MLP(layers)
    model.bprop((Y - T) * 2 / T.shape[0])
    return model.gradients()
