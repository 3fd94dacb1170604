"""In the style of ML-From-Scratch (Linder-Noren): layers learn while the gradient passes."""
from __future__ import print_function, division
import copy
import numpy as np


class StochasticGradientDescent():
    def __init__(self, learning_rate=0.01, momentum=0):
        self.learning_rate = learning_rate
        self.momentum = momentum
        self.w_updt = None

    def update(self, w, grad_wrt_w):
        if self.w_updt is None:
            self.w_updt = np.zeros(np.shape(w))
        self.w_updt = self.momentum * self.w_updt + (1 - self.momentum) * grad_wrt_w
        return w - self.learning_rate * self.w_updt


class SquareLoss():
    def gradient(self, y, y_pred):
        return -2 * (y - y_pred) / np.prod(np.shape(y))


class Dense():
    def __init__(self, W, w0, layer_input, optimizer):
        self.layer_input = layer_input
        self.W, self.w0 = W, w0.reshape(1, -1)
        self.W_opt, self.w0_opt = copy.copy(optimizer), copy.copy(optimizer)

    def backward_pass(self, accum_grad):
        # The weights of the forward pass are needed below, after the update
        W = self.W
        grad_w = self.layer_input.T.dot(accum_grad)
        grad_w0 = np.sum(accum_grad, axis=0, keepdims=True)
        self.W = self.W_opt.update(self.W, grad_w)
        self.w0 = self.w0_opt.update(self.w0, grad_w0)
        return accum_grad.dot(W.T)


class Activation():
    def __init__(self, layer_output):
        self.layer_output = layer_output

    def backward_pass(self, accum_grad):
        return accum_grad * np.where(self.layer_output > 0, 1, 0)


def exercise1(W, B, A, Y, T):
    optimizer = StochasticGradientDescent(learning_rate=0.1)
    layers = []
    for i, (w, w0) in enumerate(zip(W, B)):
        if i > 0:
            layers.append(Activation(A[i]))
        layers.append(Dense(w, w0, A[i], optimizer))
    accum_grad = SquareLoss().gradient(T, Y)
    for layer in reversed(layers):
        accum_grad = layer.backward_pass(accum_grad)
    dense = [layer for layer in layers if hasattr(layer, 'W_opt')]
    return [l.W_opt.w_updt for l in dense], [l.w0_opt.w_updt[0] for l in dense]
