# exercise: 1
# source: MoazAshraf/Deep-Learning-From-Scratch (Python), commit e6b6e9e 'Refactored back propagation', layers.py, compute_gradients: dL_db = np.sum(dL_dz, axis=0, keepdims=True) / m lost its / m; losses.py divided by m too
# mistake: The derivative of the loss is divided by the number of samples already, and the gradients of the biases are divided by it once more.
# lines: 44
# crash: no
# first wrong: DB[3]
import numpy as np


def relu(z):
    return np.maximum(z, 0)


def relu_deriv(z):
    return (z > 0).astype(float)


def linear(z):
    return z


def linear_deriv(z):
    return np.ones_like(z)


def mean_squared_error_deriv(y_true, y_pred):
    m = y_true.shape[0]
    return 2 * (y_pred - y_true) / m


class Dense(object):
    def __init__(self, weights, biases, activation, activation_deriv):
        self.weights, self.biases = weights, biases
        self.activation = activation
        self.activation_deriv = activation_deriv

    def forward(self, X):
        self.cache = {'linear': X @ self.weights + self.biases}
        return self.activation(self.cache['linear'])

    def compute_gradients(self, dL_da, X):
        dL_dz = dL_da * self.activation_deriv(self.cache['linear'])
        dL_dw = X.T @ dL_dz
        dL_db = np.sum(dL_dz, axis=0) / X.shape[0]
        return dL_dw, dL_db, dL_dz @ self.weights.T


def exercise1(W, B, A, Y, T):
    layers = [Dense(w, b, relu, relu_deriv) for w, b in zip(W[:-1], B[:-1])]
    layers.append(Dense(W[-1], B[-1], linear, linear_deriv))
    inputs = [A[0]]
    for layer in layers:
        inputs.append(layer.forward(inputs[-1]))
    dL_da = mean_squared_error_deriv(T, inputs.pop())
    DW, DB = [], []
    for layer in reversed(layers):
        dL_dw, dL_db, dL_da = layer.compute_gradients(dL_da, inputs.pop())
        DW.insert(0, dL_dw)
        DB.insert(0, dL_db)
    return DW, DB
