# exercise: 1
# source: jawline/rust-neural-network (Rust), commit 52064b6 'Mul by deriv', src/network.rs, transfer_errors: errors[i] //* transfer_derivitive(neuron.output), the factor was commented out
# mistake: the errors of a layer are not multiplied by the derivative of the activation of its neurons
# lines: 29
# crash: no
# first wrong: DW[2]
import numpy as np


class Neuron:
    def __init__(self, weights, bias, output):
        self.weights = weights
        self.bias = bias
        self.output = output


class Layer:
    def __init__(self, neurons, step_deriv):
        self.neurons = neurons
        self.step_deriv = step_deriv

    def weighted_error(self, last_deltas, inputs):
        return [sum(neuron.weights[idx] * last_deltas[i]
                    for i, neuron in enumerate(self.neurons))
                for idx in range(inputs)]

    def transfer_errors(self, errors):
        return [
            errors[i]
            for i, neuron in enumerate(self.neurons)]


def backpropagate(layers, delta):
    last_deltas = delta
    layer_deltas = []
    for cur_layer in reversed(range(len(layers))):
        if cur_layer == len(layers) - 1:
            errors = last_deltas
        else:
            errors = layers[cur_layer + 1].weighted_error(last_deltas, len(layers[cur_layer].neurons))
        last_deltas = layers[cur_layer].transfer_errors(errors)
        layer_deltas.append(last_deltas)
    return layer_deltas[::-1]


def exercise1(W, B, A, Y, T):
    DW = [np.zeros_like(w) for w in W]
    DB = [np.zeros_like(b) for b in B]
    outputs = A[1:] + [Y]
    for s in range(len(Y)):
        layers = []
        for l in range(len(W)):
            deriv = (lambda z: 1.0) if l == len(W) - 1 else (lambda z: 1.0 if z > 0 else 0.0)
            layers.append(Layer([Neuron(W[l][:, n], B[l][n], outputs[l][s, n])
                                 for n in range(W[l].shape[1])], deriv))
        found = 2 * (Y[s] - T[s]) / len(Y)
        for l, deltas in enumerate(backpropagate(layers, list(found))):
            DW[l] += np.outer(A[l][s], deltas)
            DB[l] += deltas
    return DW, DB
