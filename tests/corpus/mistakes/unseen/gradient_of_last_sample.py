# exercise: 1
# source: SebixDrela2/NeuralNET (C#), commit 7a0d250 'fix backprop', NeutralNET/Framework/NeuralFramework.cs: gradient.MatrixWeights[l - 1].Set(k, j, ...) became Add, and a loop that fills gradient.MatrixInputs with 0 for every row was added
# mistake: The gradients of the weights are set for every sample and not added up, and those of the activations are never emptied between the samples.
# lines: 38, 39, 47
# crash: no
# first wrong: DW[3]
import numpy as np


class Matrix:
    def __init__(self, rows, columns):
        self.data = np.zeros((rows, columns))

    def at(self, row, column):
        return self.data[row, column]

    def set(self, row, column, value):
        self.data[row, column] = value

    def add(self, row, column, value):
        self.data[row, column] += value

    def fill(self, value):
        self.data[:] = value


class Framework:
    def __init__(self, W, B):
        sizes = [len(w) for w in W] + [len(B[-1])]
        self.count = len(W)
        self.weights = [Matrix(*w.shape) for w in W]
        self.biases = [Matrix(1, len(b)) for b in B]
        self.inputs = [Matrix(1, size) for size in sizes]


def back_propagate(gradient, W, rows, T):
    count = gradient.count
    for i, row in enumerate(rows):
        for j in range(T.shape[1]):
            gradient.inputs[count].set(0, j, row[count][j] - T[i, j])
        for l in range(count, 0, -1):
            for j in range(len(row[l])):
                difference = gradient.inputs[l].at(0, j)
                computed = difference * (1 if l == count or row[l][j] > 0 else 0)
                gradient.biases[l - 1].add(0, j, computed)
                for k in range(len(row[l - 1])):
                    gradient.weights[l - 1].set(k, j, computed * row[l - 1][k])
                    gradient.inputs[l - 1].add(0, k, computed * W[l - 1][k, j])
    for i in range(count):
        gradient.weights[i].data *= 2 / len(T)
        gradient.biases[i].data *= 2 / len(T)


def exercise1(W, B, A, Y, T):
    gradient = Framework(W, B)
    back_propagate(gradient, W, list(zip(*A, Y)), T)
    return [w.data for w in gradient.weights], [b.data[0] for b in gradient.biases]
