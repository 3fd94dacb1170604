# exercise: 1
# source: eriklindernoren/ML-From-Scratch, issue 76 "Missing number of neurons in grad_w for dense layer": grad_w = self.layer_input.T.dot(accum_grad)/the_number_of_neurons
# mistake: The gradient of the weights is divided by the number of neurons of the layer, over which no mean is taken.
# lines: 19
# crash: no
# first wrong: DW[2]
import numpy as np


class Dense(object):
    def __init__(self, n_units, W, w0, layer_input):
        self.n_units = n_units
        self.W = W
        self.w0 = w0
        self.layer_input = layer_input

    def backward_pass(self, accum_grad):
        W = self.W
        self.grad_w = self.layer_input.T.dot(accum_grad) / self.n_units
        self.grad_w0 = np.sum(accum_grad, axis=0)
        return accum_grad.dot(W.T)


class Activation(object):
    def __init__(self, layer_output):
        self.layer_output = layer_output

    def gradient(self):
        return np.where(self.layer_output > 0, 1, 0)

    def backward_pass(self, accum_grad):
        return accum_grad * self.gradient()


class SquareLoss(object):
    def gradient(self, y, y_pred):
        return -2 * (y - y_pred) / len(y)


def exercise1(W, B, A, Y, T):
    layers = []
    for i in range(len(W)):
        layers.append(Dense(W[i].shape[1], W[i], B[i], A[i]))
        if i + 1 < len(W):
            layers.append(Activation(A[i + 1]))
    loss_grad = SquareLoss().gradient(T, Y)
    for layer in reversed(layers):
        loss_grad = layer.backward_pass(loss_grad)
    dense = [layer for layer in layers if isinstance(layer, Dense)]
    return [d.grad_w for d in dense], [d.grad_w0 for d in dense]
