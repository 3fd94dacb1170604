# exercise: 1
# source: Adrien-AM/neural_network (C), commit 56a5752 'Fixed loss error in backpropagation, layer is now generalized !', layer.c and neural_network.c: backprop was called for the layers above the first only; layer->backprop(nn->layers[0], NULL) was added after the loop
# mistake: the derivative of the activation is taken in the backward step of each layer, and this is never called for the first layer, so its errors stay without the derivative
# lines: 45-46
# crash: no
# first wrong: DW[0]
import numpy as np


class Neuron:
    def __init__(self, weights, bias, actv_value):
        self.weights = weights
        self.bias = bias
        self.actv_value = actv_value
        self.error = 0.0


def relu(x, derivative):
    if derivative:
        return 1.0 if x > 0 else 0.0
    return max(x, 0.0)


def linear(x, derivative):
    return 1.0 if derivative else x


class DenseLayer:
    def __init__(self, w, b, values, activation):
        self.neurons = [Neuron(w[:, n], b[n], values[n]) for n in range(len(b))]
        self.activation = activation

    def backprop(self, input_layer):
        for neuron in self.neurons:
            neuron.error *= self.activation(neuron.actv_value, 1)
            if input_layer is not None:
                for i, below in enumerate(input_layer.neurons):
                    below.error += neuron.error * neuron.weights[i]


def backward(layers, y_true):
    for n, neuron in enumerate(layers[-1].neurons):
        neuron.error = 2.0 * (neuron.actv_value - y_true[n])
    for l in range(len(layers) - 1, 0, -1):
        layers[l].backprop(layers[l - 1])


def exercise1(W, B, A, Y, T):
    DW = [np.zeros_like(w) for w in W]
    DB = [np.zeros_like(b) for b in B]
    activations = [relu] * (len(W) - 1) + [linear]
    for s in range(len(T)):
        values = [a[s] for a in A] + [Y[s]]
        layers = [DenseLayer(*args) for args in zip(W, B, values[1:], activations)]
        backward(layers, T[s])
        for l, layer in enumerate(layers):
            error = np.array([neuron.error for neuron in layer.neurons])
            DW[l] += np.outer(values[l], error) / len(T)
            DB[l] += error / len(T)
    return DW, DB
