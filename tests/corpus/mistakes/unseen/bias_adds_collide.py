# exercise: 1
# source: mrmattkennedy/feedforward-neural-net-mnist (C++, CUDA), commit fd14ecc "Fixed backpropagation issue. ...", neural_net.cpp, cuda_get_bias_delta: all threads did layer_bias[i % num_nodes] += gradient[i] / n at once, so additions to the same bias got lost; it became atomicAdd(&layer_bias[i % num_nodes], gradient[i]). In numpy the same loss happens with += on an array of indices that has repetitions
# mistake: The additions to the same bias are done at once and do not see each other: layer_bias[index] += gradient with repeated indices keeps only the last sample of every unit.
# lines: 23
# crash: no
# first wrong: DB[3]
import numpy as np


class NeuralNet:
    def __init__(self, W, B, A):
        self.weights = W
        self.activations = A
        self.weight_deltas = [np.zeros_like(w) for w in W]
        self.bias_deltas = [np.zeros_like(b) for b in B]

    def get_error_gradient(self, outputs, labels):
        n = outputs.size
        return (2.0 / n * (outputs - labels)).ravel()

    def get_bias_delta(self, gradient, layer_bias, num_nodes):
        threads = np.arange(gradient.size)
        layer_bias[threads % num_nodes] += gradient[threads]

    def get_weight_delta(self, gradient, layer):
        inputs = self.activations[layer]
        nodes = self.weights[layer].shape[1]
        self.weight_deltas[layer] += inputs.T.dot(gradient.reshape(-1, nodes))

    def get_layer_gradient(self, gradient, layer):
        nodes = self.weights[layer].shape[1]
        layer_error = gradient.reshape(-1, nodes).dot(self.weights[layer].T)
        return np.where(self.activations[layer] > 0, layer_error, 0.0).ravel()

    def back_propagation(self, outputs, labels):
        gradient = self.get_error_gradient(outputs, labels)
        for layer in (3, 2, 1, 0):
            bias = self.bias_deltas[layer]
            self.get_weight_delta(gradient, layer)
            self.get_bias_delta(gradient, bias, len(bias))
            gradient = self.get_layer_gradient(gradient, layer)


def exercise1(W, B, A, Y, T):
    nn = NeuralNet(W, B, A)
    nn.back_propagation(Y, T)
    return nn.weight_deltas, nn.bias_deltas
