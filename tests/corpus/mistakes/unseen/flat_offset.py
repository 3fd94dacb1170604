# exercise: 1
# source: jakelevi1996/backprop2, commit f64dfeb "Fix bug calculating gradient variance vector": i += layer.num_bias was missing after the biases were written
# mistake: When the gradients are written into one long vector, the position is not moved on past the biases, so each layer overwrites the biases before it and all that follows is shifted.
# lines: 37
# crash: no
# first wrong: DW[3]
import numpy as np


class NeuralLayer:
    def __init__(self, weights, bias):
        self.weights, self.bias = weights, bias
        self.num_weights, self.num_bias = weights.size, bias.size
        self.w_grad = None
        self.b_grad = None


class NeuralNetwork:
    def __init__(self, W, B):
        self.layers = [NeuralLayer(w, b) for w, b in zip(W, B)]
        self.num_params = sum(x.num_weights + x.num_bias for x in self.layers)

    def back_prop(self, A, Y, T):
        delta = 2.0 * (Y - T) / T.size
        for k in range(len(self.layers) - 1, -1, -1):
            layer = self.layers[k]
            layer.w_grad = np.einsum("ni,nj->ij", A[k], delta)
            layer.b_grad = delta.sum(axis=0)
            delta = (delta @ layer.weights.T) * (A[k] > 0)

    def get_gradient_vector(self):
        gradient = np.zeros(self.num_params)
        i = 0
        for layer in self.layers:
            gradient[i : i + layer.num_weights] = layer.w_grad.ravel()
            i += layer.num_weights
            gradient[i : i + layer.num_bias] = layer.b_grad.ravel()
        return gradient


def exercise1(W, B, A, Y, T):
    network = NeuralNetwork(W, B)
    network.back_prop(A, Y, T)
    sizes = [p.size for pair in zip(W, B) for p in pair]
    parts = np.split(network.get_gradient_vector(), np.cumsum(sizes)[:-1])
    DW = [parts[2 * k].reshape(W[k].shape) for k in range(len(W))]
    DB = [parts[2 * k + 1] for k in range(len(B))]
    return DW, DB
