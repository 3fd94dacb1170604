# exercise: 1
# source: MatanCohe/mlp-from-scratch, commit 0734bdd "mse fix and softmax by columns"
# mistake: The delta of the output layer is summed over the samples before it is used, so all samples get the same delta.
# lines: 26, 27
# crash: no
# first wrong: DW[3]
import numpy as np
from collections import namedtuple

activation_function = namedtuple("activation_function", ["f", "derivative"])
relu_activation = activation_function(lambda x: x * (x > 0), lambda x: np.array(x > 0, dtype=float))
linear_activation = activation_function(lambda x: x, lambda x: np.ones(x.shape))


class Layer:
    def __init__(self, theta, out, act):
        self.theta = theta
        self.out = out
        self.act = act
        self.delta = None


def calculate_error_for_last_layer(layer, label):
    m = label.shape[1]
    diff = 2 * (layer.out - label) / m
    delta = np.sum(diff * layer.act.derivative(layer.out), axis=1)
    delta = delta.reshape(len(delta), 1)
    layer.delta = delta


def calculate_error_for_layer(layer, next_layer):
    layer.delta = np.dot(next_layer.theta.T, next_layer.delta) * layer.act.derivative(layer.out)


def exercise1(W, B, A, Y, T):
    layers = [Layer(w.T, a.T, relu_activation) for w, a in zip(W, A[1:])]
    layers.append(Layer(W[-1].T, Y.T, linear_activation))

    calculate_error_for_last_layer(layers[-1], T.T)
    for layer, next_layer in zip(layers[-2::-1], layers[:0:-1]):
        calculate_error_for_layer(layer, next_layer)

    m = len(T)
    DW, DB = [], []
    for layer, a in zip(layers, A):
        delta = np.broadcast_to(layer.delta, (layer.delta.shape[0], m))
        DW.append(np.dot(a.T, delta.T))
        DB.append(np.sum(delta, axis=1))
    return DW, DB
