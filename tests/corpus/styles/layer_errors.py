"""An error and a delta for each layer, the mean last."""

import numpy as np


def relu_deriv(output):
    return output > 0


def exercise1(W, B, A, Y, T):
    layer_0, layer_1, layer_2, layer_3 = A
    weights_0_1, weights_1_2, weights_2_3, weights_3_4 = W
    m = len(T)

    layer_4_error = Y - T
    layer_4_delta = 2 * layer_4_error

    layer_3_error = layer_4_delta.dot(weights_3_4.T)
    layer_3_delta = layer_3_error * relu_deriv(layer_3)

    layer_2_error = layer_3_delta.dot(weights_2_3.T)
    layer_2_delta = layer_2_error * relu_deriv(layer_2)

    layer_1_error = layer_2_delta.dot(weights_1_2.T)
    layer_1_delta = layer_1_error * relu_deriv(layer_1)

    DW, DB = [], []
    for layer, delta in (
        (layer_0, layer_1_delta),
        (layer_1, layer_2_delta),
        (layer_2, layer_3_delta),
        (layer_3, layer_4_delta),
    ):
        DW += [np.dot(layer.T, delta) / m]
        DB += [np.mean(delta, axis=0)]
    return DW, DB
