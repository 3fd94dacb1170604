# exercise: 1
# source: BenjaminTSmith/Neural-Network-From-Scratch, commit e8bca91 "fixed neuron backprop" (C++, Eigen): inputs.colwise().mean().array() * out_.mean()
# mistake: The gradient of the weights is the mean of the inputs times the mean of the deltas, instead of the mean over the samples of their products.
# lines: 21
# crash: no
# first wrong: DW[3]
import numpy as np


class Neuron:
    def __init__(self, weights, slope):
        self.weights = weights
        self.slope = slope
        self.activated_out = np.zeros(len(slope))
        self.weight_grad = None
        self.bias_grad = None

    def compute_gradients(self, inputs, prev_neurons):
        out = self.slope * self.activated_out
        self.bias_grad = out.mean()
        self.weight_grad = inputs.mean(axis=0) * out.mean()
        for weight, neuron in zip(self.weights, prev_neurons):
            neuron.activated_out += weight * out


class Layer:
    def __init__(self, weights, slopes):
        self.neurons = [Neuron(weights[:, j], slopes[:, j]) for j in range(weights.shape[1])]

    def back_prop(self, inputs, prev_layer):
        prev = prev_layer.neurons if prev_layer is not None else []
        for neuron in self.neurons:
            neuron.compute_gradients(inputs, prev)

    def gradients(self):
        columns = [neuron.weight_grad for neuron in self.neurons]
        return np.stack(columns, axis=1), np.array([n.bias_grad for n in self.neurons])


def exercise1(W, B, A, Y, T):
    layers = [Layer(w, (a > 0) * 1.0) for w, a in zip(W[:-1], A[1:])]
    layers.append(Layer(W[-1], np.ones(Y.shape)))
    for j, neuron in enumerate(layers[-1].neurons):
        neuron.activated_out += 2 * (Y[:, j] - T[:, j])
    for i in range(len(layers) - 1, -1, -1):
        layers[i].back_prop(A[i], layers[i - 1] if i > 0 else None)
    pairs = [layer.gradients() for layer in layers]
    return [p[0] for p in pairs], [p[1] for p in pairs]
