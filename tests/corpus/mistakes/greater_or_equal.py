# exercise: 1
# source: iamtrask/Grokking-Deep-Learning, pull request 13 "Modified relu() and relu2deriv": >= where > is needed
# mistake: The slope of ReLU is taken from what leaves it with >=, so it is 1 where the unit is 0 as well.
# lines: 11
# crash: no
# first wrong: DW[2]
import numpy as np


def relu2deriv(output):
    return output >= 0


def exercise1(W, B, A, Y, T):
    weights_0_1, weights_1_2, weights_2_3, weights_3_4 = W
    layer_0, layer_1, layer_2, layer_3 = A
    layer_4 = Y

    layer_4_delta = (layer_4 - T) * 2 / len(T)
    layer_3_delta = layer_4_delta.dot(weights_3_4.T) * relu2deriv(layer_3)
    layer_2_delta = layer_3_delta.dot(weights_2_3.T) * relu2deriv(layer_2)
    layer_1_delta = layer_2_delta.dot(weights_1_2.T) * relu2deriv(layer_1)

    dw = [
        layer_0.T.dot(layer_1_delta),
        layer_1.T.dot(layer_2_delta),
        layer_2.T.dot(layer_3_delta),
        layer_3.T.dot(layer_4_delta),
    ]
    db = []
    for delta in (layer_1_delta, layer_2_delta, layer_3_delta, layer_4_delta):
        db.append(np.sum(delta, axis=0))
    return dw, db
