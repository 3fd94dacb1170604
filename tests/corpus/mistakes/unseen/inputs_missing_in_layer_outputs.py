# exercise: 1
# source: ssocolow/Neural-Network-Python-Lib (Python), commit d2810cd 'Fixed a bug where I wasn't reversing the transposed weight matrix array ...', nn.py, train: layer_outputs_transposed began with the output of the first hidden layer ("the weight_deltas are off, maybe they are from a different layer"); the same commit puts the transposed inputs in front and leaves the last output away
# mistake: the list of the outputs that are multiplied with the gradients lacks the inputs and has the output of the network instead, so each layer gets its own output and not that of the layer before
# lines: 38, 39
# crash: yes
# first wrong: -
import numpy as np


class Matrix:
    def __init__(self, rows, cols, data=None):
        self.rows, self.cols = rows, cols
        self.data = data or [[0.0] * cols for _ in range(rows)]

    @staticmethod
    def vectorize(arr):
        return Matrix(len(arr), 1, [[float(v)] for v in arr])

    @staticmethod
    def transpose(m):
        return Matrix(m.cols, m.rows, [list(r) for r in zip(*m.data)])

    @staticmethod
    def multiply(a, b):
        cols = list(zip(*b.data))
        return Matrix(a.rows, b.cols, [[sum(x * y for x, y in zip(r, c)) for c in cols] for r in a.data])

    def add(self, n, factor=1.0):
        for i in range(self.rows):
            for j in range(self.cols):
                self.data[i][j] += n.data[i][j] * factor


def train(weights, inputs, outputs, error, weight_sums, bias_sums, lr):
    count = len(weights)
    weights_transposed = [Matrix.transpose(w) for w in weights]
    weights_transposed.reverse()
    layer_outputs_transposed = []
    for i in range(count):
        layer_outputs_transposed.append(Matrix.transpose(outputs[i]))
    layer_outputs_transposed.reverse()
    gradient = error
    for i in range(count):
        weight_sums[count - (1 + i)].add(Matrix.multiply(gradient, layer_outputs_transposed[i]), lr)
        bias_sums[count - (1 + i)].add(gradient, lr)
        if i < count - 1:
            gradient = Matrix.multiply(weights_transposed[i], gradient)
            for k, row in enumerate(outputs[count - 2 - i].data):
                gradient.data[k][0] *= 1.0 if row[0] > 0 else 0.0


def exercise1(W, B, A, Y, T):
    weights = [Matrix(w.shape[1], w.shape[0], w.T.tolist()) for w in W]
    weight_sums = [Matrix(w.shape[1], w.shape[0]) for w in W]
    bias_sums = [Matrix(len(b), 1) for b in B]
    for s in range(len(T)):
        outputs = [Matrix.vectorize(a[s]) for a in A[1:] + [Y]]
        error = Matrix.vectorize(2 * (Y[s] - T[s]))
        train(weights, Matrix.vectorize(A[0][s]), outputs, error, weight_sums, bias_sums, 1 / len(T))
    return [np.array(m.data).T for m in weight_sums], [np.array(m.data)[:, 0] for m in bias_sums]
