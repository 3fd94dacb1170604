# exercise: 1
# source: ChrisKimZHT/Neural-Net-cpp (C++), commit 296d8db (in Chinese, 'activation function was reversed wrongly'), layer/ActivationLayer.cpp, backward: return activation_function->derivative(input) * d_output, where * of the class Matrix is the matrix product; mended with a loop over the elements
# mistake: The derivative of the activation and the gradient of the output, both columns, are multiplied as matrices instead of element by element.
# lines: 38
# crash: yes
# first wrong: -
import numpy as np

class Matrix:
    def __init__(self, data):
        self.data = np.array(data, dtype=float)
    def __mul__(self, other):
        return Matrix(self.data @ other.data)
    def __add__(self, other):
        return Matrix(self.data + other.data)
    def transpose(self):
        return Matrix(self.data.T)

class DenseLayer:
    def __init__(self, w, b):
        self.w, self.b = Matrix(w.T), Matrix(b[:, None])
        self.dw, self.db = Matrix(np.zeros(w.T.shape)), Matrix(np.zeros((len(b), 1)))
    def forward(self, inputs):
        self.input = inputs
        return self.w * inputs + self.b
    def backward(self, d_output):
        self.dw = self.dw + d_output * self.input.transpose()
        self.db = self.db + d_output
        return self.w.transpose() * d_output

class ActivationLayer:
    def forward(self, inputs):
        self.input = inputs
        return Matrix(np.maximum(inputs.data, 0.0))
    def derivative(self, inputs):
        return Matrix(inputs.data > 0)
    def backward(self, d_output):
        return self.derivative(self.input) * d_output

def exercise1(W, B, A, Y, T):
    layers = []
    for w, b in zip(W, B):
        layers += [DenseLayer(w, b), ActivationLayer()]
    layers.pop()
    for x, t in zip(A[0], T):
        value = Matrix(x[:, None])
        for layer in layers:
            value = layer.forward(value)
        delta = Matrix(2 * (value.data - t[:, None]) / T.size)
        for layer in reversed(layers):
            delta = layer.backward(delta)
    return [l.dw.data.T for l in layers[::2]], [l.db.data[:, 0] for l in layers[::2]]
