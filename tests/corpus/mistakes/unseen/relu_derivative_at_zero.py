# exercise: 1
# source: davidgru/neuralnet (C), commit ed7438c 'fix critical relu bug', src/naive/layer/ai_activation_layer.c: drelu gave 0 for f < 0, mended to f <= 0.0; it is applied to the output of the layer, which is never below 0
# mistake: the derivative of ReLU is taken from the output and is 0 only where this is below 0, so it is 1 also for the units that are off
# lines: 19
# crash: no
# first wrong: DW[2]
import numpy as np

TENSOR_BATCH_DIM = 0


def relu(f):
    if f < 0.0:
        return 0.0
    return f


def drelu(f):
    if f < 0.0:
        return 0.0
    return 1.0


class ActivationLayer:
    def __init__(self, activation_function, derivative):
        self.activation_function = activation_function
        self.derivative = derivative

    def backward(self, output, prev_gradient):
        output_data = output.ravel()
        gradient_data = np.empty(output_data.size)
        for i in range(output_data.size):
            gradient_data[i] = self.derivative(output_data[i])
        gradient_data *= prev_gradient.ravel()
        return gradient_data.reshape(output.shape)


class LinearLayer:
    def __init__(self, weights, bias):
        self.weights = weights
        self.bias = bias

    def backward(self, input, prev_gradient):
        self.d_weights = input.T @ prev_gradient
        self.d_bias = prev_gradient.sum(axis=TENSOR_BATCH_DIM)
        return prev_gradient @ self.weights.T


def loss_backward(output, label):
    return 2.0 * (output - label) / output.shape[TENSOR_BATCH_DIM]


def exercise1(W, B, A, Y, T):
    linear = [LinearLayer(w, b) for w, b in zip(W, B)]
    activation = ActivationLayer(relu, drelu)
    gradient = loss_backward(Y, T)
    for i in reversed(range(len(linear))):
        gradient = linear[i].backward(A[i], gradient)
        if i > 0:
            gradient = activation.backward(A[i], gradient)
    return [l.d_weights for l in linear], [l.d_bias for l in linear]
