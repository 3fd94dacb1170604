# exercise: 1
# source: iamtrask/Grokking-Deep-Learning pull request 13 'Modified relu() and relu2deriv': relu2deriv(output) returned output >= 0 and is applied to the activations, so units that are off pass the gradient on
# mistake: The derivative of ReLU is 1 also where the activation is 0, and since activations are never negative, no gradient is ever stopped.
# lines: 15
# crash: no
# first wrong: DW[2]
import numpy as np


def relu(x):
    return (x > 0) * x


def relu2deriv(output):
    return output >= 0


def exercise1(W, B, A, Y, T):
    weights_0_1, weights_1_2, weights_2_3, weights_3_4 = W
    batch_size = len(A[0])

    layer_0 = A[0]
    layer_1 = relu(np.dot(layer_0, weights_0_1) + B[0])
    layer_2 = relu(np.dot(layer_1, weights_1_2) + B[1])
    layer_3 = relu(np.dot(layer_2, weights_2_3) + B[2])
    layer_4 = np.dot(layer_3, weights_3_4) + B[3]

    layer_4_delta = 2 * (layer_4 - T) / batch_size
    layer_3_delta = layer_4_delta.dot(weights_3_4.T) * relu2deriv(layer_3)
    layer_2_delta = layer_3_delta.dot(weights_2_3.T) * relu2deriv(layer_2)
    layer_1_delta = layer_2_delta.dot(weights_1_2.T) * relu2deriv(layer_1)

    DW = [layer_0.T.dot(layer_1_delta), layer_1.T.dot(layer_2_delta),
          layer_2.T.dot(layer_3_delta), layer_3.T.dot(layer_4_delta)]
    DB = [layer_1_delta.sum(0), layer_2_delta.sum(0), layer_3_delta.sum(0), layer_4_delta.sum(0)]
    return DW, DB
