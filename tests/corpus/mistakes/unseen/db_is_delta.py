# exercise: 1
# source: Data Science Stack Exchange 54364 "Back propagation on matrix of weights": Db_layer3 = layer3_delta for several samples
# mistake: The gradient of the biases is the delta itself, one row per sample: the sum over the samples is missing.
# lines: 20
# crash: no
# first wrong: DB[3]
import numpy as np


def derivative_relu(x):
    return np.where(x > 0, 1, 0)


def get_cost_derivative(Y_hat, Y):
    return 2 * (Y_hat - Y) / Y.shape[0]


def gradients(layer_input, layer_delta):
    Dw_layer = np.dot(layer_input.T, layer_delta)
    Db_layer = layer_delta
    return Dw_layer, Db_layer


def exercise1(W, B, A, Y, T):
    layer4_delta = get_cost_derivative(Y, T)
    layer3_delta = np.dot(layer4_delta, W[3].T) * derivative_relu(A[3])
    layer2_delta = np.dot(layer3_delta, W[2].T) * derivative_relu(A[2])
    layer1_delta = np.dot(layer2_delta, W[1].T) * derivative_relu(A[1])

    Dw_layer1, Db_layer1 = gradients(A[0], layer1_delta)
    Dw_layer2, Db_layer2 = gradients(A[1], layer2_delta)
    Dw_layer3, Db_layer3 = gradients(A[2], layer3_delta)
    Dw_layer4, Db_layer4 = gradients(A[3], layer4_delta)
    DW = [Dw_layer1, Dw_layer2, Dw_layer3, Dw_layer4]
    DB = [Db_layer1, Db_layer2, Db_layer3, Db_layer4]
    return DW, DB
