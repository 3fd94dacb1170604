# exercise: 1
# source: omaraflak/matlab-neural-network (MATLAB), commit 2e5a35c 'fixed mse derivative', Loss.m: mean((y_true - y_pred).^2, 'all') went with 2*(y_pred - y_true), which became (2/numel(y_true))*(y_pred - y_true)
# mistake: The derivative of the mean squared error is not divided by the number of elements, although the error is a mean.
# lines: 13
# crash: no
# first wrong: DW[3]
import numpy

class Loss:
    def __init__(self, name):
        if name == "mse":
            self.loss = lambda y_true, y_pred: ((y_true - y_pred) ** 2).mean()
            self.loss_derivative = lambda y_true, y_pred: 2 * (y_pred - y_true)

    def compute(self, y_true, y_pred):
        return self.loss(y_true, y_pred)

    def compute_derivative(self, y_true, y_pred):
        return self.loss_derivative(y_true, y_pred)

class FullyConnectedLayer:
    def __init__(self, weights, bias, input_):
        self.weights = weights
        self.bias = bias
        self.input_ = input_

    def back_propagation(self, error):
        in_error = error @ self.weights.T
        self.d_weights = self.input_.T @ error
        self.d_bias = error.sum(axis=0)
        return in_error

class ActivationLayer:
    def __init__(self, output_):
        self.output_ = output_

    def back_propagation(self, error):
        return (self.output_ > 0) * error

class Network:
    def __init__(self):
        self.layers = []
        self.loss = Loss("mse")

    def add(self, layer):
        self.layers.append(layer)

    def fit(self, output, pred):
        derror = self.loss.compute_derivative(output, pred)
        for layer in reversed(self.layers):
            derror = layer.back_propagation(derror)

def exercise1(W, B, A, Y, T):
    net = Network()
    net.add(FullyConnectedLayer(W[0], B[0], A[0]))
    for w, b, a in zip(W[1:], B[1:], A[1:]):
        net.add(ActivationLayer(a))
        net.add(FullyConnectedLayer(w, b, a))
    net.fit(T, Y)
    dense = net.layers[::2]
    return [layer.d_weights for layer in dense], [layer.d_bias for layer in dense]
