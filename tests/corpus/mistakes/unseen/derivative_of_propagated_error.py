# exercise: 1
# source: gavin-hyl/Neural-Network-CPP (C++), as of commits 75f636b to f458e68, mended in b414832 'Multi-layer propagation now works': deltaL = sigma_P(weights.at(layer).T() * deltaL), which became sigma_P(layer_z).schur(...)
# mistake: The derivative of the activation function is taken at the error that comes back, and replaces it; it must be taken at the layer's own values and be multiplied with the error.
# lines: 44
# crash: no
# first wrong: DW[2]
import numpy as np


class NeuralNetwork:
    def __init__(self, weights, biases):
        self.weights = [w.T for w in weights]
        self.biases = [b.reshape(-1, 1) for b in biases]
        self.num_layers = len(weights) + 1
        self.layer_values = [None] * self.num_layers
        self.w_gradients = [np.zeros(w.shape) for w in self.weights]
        self.b_gradients = [np.zeros(b.shape) for b in self.biases]

    def ReLU(self, m):
        return m * (m > 0)

    def ReLU_P(self, m):
        return 1.0 * (m > 0)

    def gradient_output_cost(self, output, expected):
        return (output - expected) * 2

    def feed_forward(self, data):
        output = data
        for i in range(self.num_layers - 1):
            self.layer_values[i] = output
            output = self.weights[i] @ output + self.biases[i]
            if i < self.num_layers - 2:
                output = self.ReLU(output)
        self.layer_values[-1] = output
        return output

    def back_propagate(self, data, expected):
        net_out = self.feed_forward(data)
        deltaL = self.gradient_output_cost(net_out, expected)
        for layer in range(self.num_layers - 2, -1, -1):
            self.w_gradients[layer] += deltaL @ self.layer_values[layer].T
            self.b_gradients[layer] += deltaL
            deltaL = self.ReLU_P(self.weights[layer].T @ deltaL)


def exercise1(W, B, A, Y, T):
    network = NeuralNetwork(W, B)
    for point, expected in zip(A[0], T):
        network.back_propagate(point.reshape(-1, 1), expected.reshape(-1, 1))
    set_size = float(len(T))
    DW = [g.T / set_size for g in network.w_gradients]
    DB = [g.ravel() / set_size for g in network.b_gradients]
    return DW, DB
