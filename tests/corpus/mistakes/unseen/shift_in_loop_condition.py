# exercise: 1
# source: joedemarc0/MNIST-Neural-Network-CPP (C++), commit 4fbb2d7 'Fixed a few bugs', matrix.cpp: for (size_t i = 0; i << rows; ++i) and the same for j in operator*, where i < rows was meant
# mistake: The loops of the matrix product ask for i << rows (a shift), which is 0 at the start, so no loop is entered and every product is a matrix of zeros.
# lines: 18, 20
# crash: no
# first wrong: DW[3]
import numpy as np


class Matrix:
    def __init__(self, rows, cols, data=None):
        self.rows, self.cols = rows, cols
        self.data = data or [[0.0] * cols for _ in range(rows)]

    def __mul__(self, other):
        result = Matrix(self.rows, other.cols)
        i = 0
        while i << self.rows:
            j = 0
            while j << other.cols:
                for k in range(self.cols):
                    result.data[i][j] += self.data[i][k] * other.data[k][j]
                j += 1
            i += 1
        return result

    def zip_with(self, other, f):
        pairs = zip(self.data, other.data)
        return Matrix(self.rows, self.cols, [[f(a, b) for a, b in zip(r, s)] for r, s in pairs])

    def transpose(self):
        return Matrix(self.cols, self.rows, [list(c) for c in zip(*self.data)])

    def sum_cols(self):
        return Matrix(self.rows, 1, [[sum(r)] for r in self.data])


class Layer:
    def __init__(self, weights, inputs, outputs, last):
        self.weights, self.input, self.output, self.last = weights, inputs, outputs, last

    def backward(self, dA):
        dZ = dA
        if not self.last:
            dZ = dA.zip_with(self.output, lambda d, a: d if a > 0 else 0.0)
        self.d_weights = dZ * self.input.transpose()
        self.d_biases = dZ.sum_cols()
        return self.weights.transpose() * dZ


def exercise1(W, B, A, Y, T):
    to_matrix = lambda m: Matrix(m.shape[1], m.shape[0], m.T.tolist())
    outputs = [to_matrix(a) for a in A] + [to_matrix(Y)]
    layers = [Layer(to_matrix(W[l]), outputs[l], outputs[l + 1], l == 3) for l in range(4)]
    dA = outputs[-1].zip_with(to_matrix(T), lambda y, t: 2 * (y - t) / len(T))
    for layer in reversed(layers):
        dA = layer.backward(dA)
    DW = [np.array(layer.d_weights.data).T for layer in layers]
    return DW, [np.array(layer.d_biases.data)[:, 0] for layer in layers]
