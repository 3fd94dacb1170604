# exercise: 1
# source: nka77/machine_learning_basics, neural_networks.ipynb (commit 0e9e2a5): mse_derivative divides by y_true.size, and DenseLayer.backward has self.X.T @ dZ / m and np.sum(dZ, axis=0, keepdims=True) / m
# mistake: The gradient is divided by the number of samples twice, in the derivative of the loss and again in every dense layer.
# lines: 29, 30, 31
# crash: no
# first wrong: DW[3]
import numpy as np

def relu(x):
    return np.maximum(0, x)

def relu_derivative(x):
    return np.where(x > 0, 1, 0)

def mse_derivative(y_true, y_pred):
    return -2 * (y_true - y_pred) / y_true.size

class DenseLayer:
    def __init__(self, w, b):
        self.w = w
        self.b = b.reshape(1, -1)

    def forward(self, X):
        self.X = X
        self.Z = self.X @ self.w + self.b
        return self.Z

    def backward(self, dZ):
        m = self.X.shape[0]
        self.dw = self.X.T @ dZ / m
        self.db = np.sum(dZ, axis=0, keepdims=True) / m
        return dZ @ self.w.T

class Activation:
    def __init__(self, func, func_derivative):
        self.func = func
        self.func_derivative = func_derivative

    def forward(self, Z):
        self.Z = Z
        return self.func(Z)

    def backward(self, dA):
        return dA * self.func_derivative(self.Z)

def exercise1(W, B, A, Y, T):
    layers = []
    for w, b in zip(W, B):
        layers += [DenseLayer(w, b), Activation(relu, relu_derivative)]
    layers.pop()
    out = A[0]
    for layer in layers:
        out = layer.forward(out)
    dLoss = mse_derivative(T, out)
    for layer in reversed(layers):
        dLoss = layer.backward(dLoss)
    dense = [layer for layer in layers if isinstance(layer, DenseLayer)]
    return [layer.dw for layer in dense], [layer.db.ravel() for layer in dense]
