# exercise: 1
# source: Justin-Goodrich/Python-Neural-net-from-scratch (Python), commit 79853ee "finished backpropagation and succesfully impleneted XOR gate prediction" (before it 0633984 "backpropagation, still not working"), Layer.adjustWeights: nabla_w = np.dot(self.output.getT(), self.error); it became np.dot(error, activations[-i-1].transpose()), the error times the output of the layer before. There one example after the other with an update each, here the sum over the examples
# mistake: The gradient of the weights is the inner product of the error with the output of the layer itself, one number for all weights, and not the outer product of the error with the input of the layer.
# lines: 40
# crash: no
# first wrong: DW[3]
import numpy as np


class Layer:
    def __init__(self, weights, bias, activation, activation_derivative):
        self.weights = np.asmatrix(weights.T)
        self.bias = np.asmatrix(bias).T
        self.activation = activation
        self.activation_derivative = activation_derivative
        self.nabla_w = np.zeros(self.weights.shape)
        self.nabla_b = np.zeros(self.bias.shape)
        self.next = None
        self.prev = None

    def add_layer(self, layer):
        layer.prev = self
        self.next = layer
        return layer

    def compute_output(self, input):
        self.input = input
        self.weighted_sum = self.weights * input + self.bias
        self.output = self.activation(self.weighted_sum)
        if self.next is None:
            return self.output
        return self.next.compute_output(self.output)

    def compute_error(self, cost_gradient=None):
        if self.next is not None:
            cost_gradient = self.next.weights.getT() * self.next.error
        self.error = np.multiply(cost_gradient, self.activation_derivative(self.weighted_sum))

    def adjust_weights(self):
        nabla_w = np.dot(self.output.getT(), self.error)
        self.nabla_w = self.nabla_w + np.asarray(nabla_w)
        self.nabla_b = self.nabla_b + np.asarray(self.error)


class Network:
    def __init__(self, W, B):
        relu = (lambda z: np.maximum(z, 0), lambda z: (z > 0).astype(float))
        linear = (lambda z: z, lambda z: np.ones(z.shape))
        self.first_layer = self.output_layer = Layer(W[0], B[0], *relu)
        for k in range(1, len(W)):
            self.output_layer = self.output_layer.add_layer(Layer(W[k], B[k], *(linear if k == len(W) - 1 else relu)))

    def train(self, example, expected, examples):
        actual = self.first_layer.compute_output(np.asmatrix(example).T)
        layer = self.output_layer
        while layer is not None:
            layer.compute_error(2 * (actual - np.asmatrix(expected).T) / examples)
            layer.adjust_weights()
            layer = layer.prev


def exercise1(W, B, A, Y, T):
    network = Network(W, B)
    for example, expected in zip(A[0], T):
        network.train(example, expected, len(T))
    DW, DB, layer = [], [], network.first_layer
    while layer is not None:
        DW.append(layer.nabla_w.T)
        DB.append(layer.nabla_b.ravel())
        layer = layer.next
    return DW, DB
