# exercise: 1
# source: dredstone1/NeuralNetwork (C++), commits ea72e38 and 7411d18 'fixing the output delta calculation': deltas is a copy of the outputs, then stood deltas[target] = 1.0, later deltas[target] += 1.0, at last deltas[target] -= 1
# mistake: The target is added to the output instead of subtracted from it in the delta of the output layer.
# lines: 30
# crash: no
# first wrong: DW[3]
import numpy as np


class LayerParameters:
    def __init__(self, prev_size, size):
        self.weights = [[0.0] * prev_size for _ in range(size)]
        self.bias = [0.0] * size

    def multiply(self, value):
        for i in range(len(self.bias)):
            self.bias[i] *= value
            for j in range(len(self.weights[i])):
                self.weights[i][j] *= value


class BackPropagation:
    def __init__(self, weights):
        self.weights = weights
        self.local_gradient = [LayerParameters(*w.shape) for w in weights]

    def calculate_delta_for_output(self, out, target):
        deltas = list(out)
        for i in range(len(target)):
            deltas[i] += target[i]
        return deltas

    def calculate_delta_for_hidden(self, current, next_weights, next_deltas):
        deltas = [0.0] * len(current)
        for i in range(len(current)):
            for j in range(len(next_deltas)):
                deltas[i] += next_deltas[j] * next_weights[i, j]
            deltas[i] *= 1.0 if current[i] > 0 else 0.0
        return deltas

    def calculate_gradient(self, prev, deltas, gradients):
        for i in range(len(deltas)):
            for j in range(len(prev)):
                gradients.weights[i][j] += deltas[i] * prev[j]
            gradients.bias[i] += deltas[i]

    def run_back_propagation(self, activations, out, target):
        deltas = self.calculate_delta_for_output(out, target)
        last = len(self.weights) - 1
        self.calculate_gradient(activations[last], deltas, self.local_gradient[last])
        for l in range(last - 1, -1, -1):
            deltas = self.calculate_delta_for_hidden(activations[l + 1], self.weights[l + 1], deltas)
            self.calculate_gradient(activations[l], deltas, self.local_gradient[l])


def exercise1(W, B, A, Y, T):
    bp = BackPropagation(W)
    batch_size = len(T)
    for s in range(batch_size):
        bp.run_back_propagation([a[s] for a in A], Y[s], T[s])
    for layer in bp.local_gradient:
        layer.multiply(2.0 / batch_size)
    DW = [np.array(layer.weights).T for layer in bp.local_gradient]
    DB = [np.array(layer.bias) for layer in bp.local_gradient]
    return DW, DB
