# exercise: 1
# source: iamtrask/Grokking-Deep-Learning, issues 56 "Inactive Activation gradients" and 9 "chapter8 relu2deriv"
# mistake: relu2deriv with >= is given the output of relu, which is never negative, so it lets everything through.
# lines: 11
# crash: no
# first wrong: DW[2]
import numpy as np


def relu2deriv(output):
    return output >= 0


def exercise1(W, B, A, Y, T):
    layer_0, layer_1, layer_2, layer_3 = A
    weights_0_1, weights_1_2, weights_2_3, weights_3_4 = W

    layer_4_delta = 2 * (Y - T) / len(layer_0)
    layer_3_delta = layer_4_delta.dot(weights_3_4.T) * relu2deriv(layer_3)
    layer_2_delta = layer_3_delta.dot(weights_2_3.T) * relu2deriv(layer_2)
    layer_1_delta = layer_2_delta.dot(weights_1_2.T) * relu2deriv(layer_1)

    weight_deltas = [
        layer_0.T.dot(layer_1_delta),
        layer_1.T.dot(layer_2_delta),
        layer_2.T.dot(layer_3_delta),
        layer_3.T.dot(layer_4_delta),
    ]
    bias_deltas = [d.sum(0) for d in (layer_1_delta, layer_2_delta, layer_3_delta, layer_4_delta)]
    return weight_deltas, bias_deltas
