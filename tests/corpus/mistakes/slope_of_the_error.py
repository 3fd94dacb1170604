# exercise: 1
# source: farzaa/SimpleMultilayerPerceptron, pull request 1: applySigmoid called with layer_one_error in place of layer_one_prediction
# mistake: The derivative of the activation of one layer is evaluated at the error of that layer, and not at its output.
# lines: 24
# crash: no
# first wrong: DW[1]
import numpy as np


def applyRelu(x, giveMeTheDerivative=False):
    if giveMeTheDerivative:
        return (x > 0).astype(int)
    return np.maximum(x, 0)


def exercise1(W, B, A, Y, T):
    layer_four_error = 2 * (Y - T) / len(T)
    layer_four_change_in_error = layer_four_error

    layer_three_error = layer_four_change_in_error.dot(W[3].T)
    layer_three_change_in_error = layer_three_error * applyRelu(A[3], True)

    layer_two_error = layer_three_change_in_error.dot(W[2].T)
    layer_two_change_in_error = layer_two_error * applyRelu(layer_two_error, True)

    layer_one_error = layer_two_change_in_error.dot(W[1].T)
    layer_one_change_in_error = layer_one_error * applyRelu(A[1], True)

    layer_weights = (
        A[0].T.dot(layer_one_change_in_error),
        A[1].T.dot(layer_two_change_in_error),
        A[2].T.dot(layer_three_change_in_error),
        A[3].T.dot(layer_four_change_in_error),
    )
    layer_biases = (
        layer_one_change_in_error.sum(0),
        layer_two_change_in_error.sum(0),
        layer_three_change_in_error.sum(0),
        layer_four_change_in_error.sum(0),
    )
    return list(layer_weights), list(layer_biases)
