# exercise: 1
# source: robertknight/mnist-from-scratch, commit dcb70ff "Previously the activation gradient from the _last_ channel was used to compute input gradients for all channels"
# mistake: After the loop over the units, its variable holds the gradient of the last unit, which is used for all units of the layer.
# lines: 33
# crash: no
# first wrong: DW[1]
import numpy as np


class DenseLayer:
    def __init__(self, weights, inputs, outputs, relu):
        self.weights = weights
        self.last_inputs = inputs
        self.last_outputs = outputs
        self.relu = relu

    def activation_gradient(self, unit):
        if not self.relu:
            return np.ones(len(self.last_outputs))
        return np.where(self.last_outputs[:, unit] > 0.0, 1.0, 0.0)

    def backwards(self, loss_grad):
        units = self.weights.shape[1]
        weight_grad = np.zeros(self.weights.shape)
        bias_grad = np.zeros(units)
        for unit in range(units):
            activation_grad = self.activation_gradient(unit) * loss_grad[:, unit]
            weight_grad[:, unit] = self.last_inputs.T @ activation_grad
            bias_grad[unit] = activation_grad.sum()

        input_grad = np.zeros(self.last_inputs.shape)
        for i in range(self.weights.shape[0]):
            input_grad[:, i] += np.sum(self.weights[i]) * activation_grad
        return input_grad, weight_grad, bias_grad


def exercise1(W, B, A, Y, T):
    outs = A[1:] + [Y]
    layers = [DenseLayer(W[k], A[k], outs[k], relu=k < 3) for k in range(4)]
    grad = 2.0 * (Y - T) / len(T)
    weight_grads, bias_grads = [], []
    for layer in reversed(layers):
        grad, weight_grad, bias_grad = layer.backwards(grad)
        weight_grads.append(weight_grad)
        bias_grads.append(bias_grad)
    return weight_grads[::-1], bias_grads[::-1]
