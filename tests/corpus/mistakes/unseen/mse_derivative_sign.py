# exercise: 1
# source: BoboiAzumi/Go-Simple-Neural-Network (Go), commit 45b4954 "fix: MSE Loss Function Bug", network/loss/mse_loss.go: MSEDerivative returned ayout - myout; it became (-2 / sample) * (ayout - myout)
# mistake: The derivative of the mean squared error has the wrong sign and lacks the factor 2 and the division by the number of samples.
# lines: 19
# crash: no
# first wrong: DW[3]
import numpy as np


def relu_derivative(x):
    return 1.0 if x > 0 else 0.0


def linear_derivative(x):
    return 1.0


def mse_derivative(myout, ayout, sample):
    return ayout - myout


class DenseLayer:
    def __init__(self, weight, bias, derivative_activation):
        self.weight = weight
        self.neuron_size = len(bias)
        self.derivative_activation = derivative_activation
        self.weight_gradient = np.zeros_like(weight)
        self.bias_gradient = np.zeros_like(bias)

    def backward(self, input, output, y, is_hidden, sample):
        loss_derivative = np.zeros(self.neuron_size)
        if is_hidden:
            loss_derivative = y
        else:
            for i in range(self.neuron_size):
                loss_derivative[i] = mse_derivative(output[i], y[i], sample)
        delta = np.zeros(self.neuron_size)
        for i in range(self.neuron_size):
            delta[i] = loss_derivative[i] * self.derivative_activation(output[i])
        back = np.zeros(len(input))
        for j in range(len(input)):
            for i in range(self.neuron_size):
                self.weight_gradient[j, i] += delta[i] * input[j]
                back[j] += delta[i] * self.weight[j, i]
        self.bias_gradient += delta
        return back


def exercise1(W, B, A, Y, T):
    last = len(W) - 1
    layers = [DenseLayer(W[i], B[i], linear_derivative if i == last else relu_derivative) for i in range(last + 1)]
    outputs = A[1:] + [Y]
    for n in range(len(Y)):
        y = T[n]
        for i in range(last, -1, -1):
            y = layers[i].backward(A[i][n], outputs[i][n], y, i != last, len(Y))
    return [layer.weight_gradient for layer in layers], [layer.bias_gradient for layer in layers]
