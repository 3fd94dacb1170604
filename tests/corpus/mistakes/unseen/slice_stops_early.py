# exercise: 1
# source: a public class MeanSquaredError with torch and a list of layers as dictionaries (the first one holds the input): for layer in layers[-1:1:-1]
# mistake: The slice of the backward loop ends before layers[1], so that the first layer with weights gets no gradient.
# lines: 22
# crash: no
# first wrong: DW[0]
import numpy as np


def der_relu(z):
    return np.where(z > 0.0, 1.0, 0.0)


def exercise1(W, B, A, Y, T):
    # layers[0] is the input
    layers = [{'a': A[0]}]
    for w, b, a in zip(W, B, A[1:] + [Y]):
        layers.append({'w': w, 'b': b, 'a': a, 'dw': np.zeros(w.shape), 'db': np.zeros(b.shape)})

    layer_error = 2 * (Y - T) / Y.shape[0]
    layer_index = len(layers) - 1
    for layer in layers[-1:1:-1]:
        before = layers[layer_index - 1]
        layer['dw'] = np.matmul(before['a'].T, layer_error)
        layer['db'] = layer_error.sum(axis=0)
        layer_error = np.matmul(layer_error, layer['w'].T) * der_relu(before['a'])
        layer_index -= 1

    return [layer['dw'] for layer in layers[1:]], [layer['db'] for layer in layers[1:]]
