# exercise: 1
# source: ThomasFisherSE/GenericBackpropNN (C++), commit 79f0ad8: sumDerivativeOfWeights sums over i and over j, and every neuron of the layer gets this one sum
# mistake: The sum of weights times deltas runs over all units of the layer, and every unit gets this one total.
# lines: 25, 27, 31, 33
# crash: no
# first wrong: DW[2]
import numpy as np


class Layer:
    def __init__(self, weights, outputs):
        self.weights = weights
        self.outputs = outputs
        self.gradients = [0.0] * weights.shape[1]

    def derivative(self, j):
        return 1.0 if self.outputs[j] > 0 else 0.0

    def calc_output_gradients(self, target, n):
        for j in range(len(self.outputs)):
            self.gradients[j] = 2.0 * (self.outputs[j] - target[j]) / n

    def sum_dow(self, next_layer):
        total = 0.0
        for i in range(len(self.outputs)):
            for j, gradient in enumerate(next_layer.gradients):
                total += next_layer.weights[i, j] * gradient
        return total

    def calc_hidden_gradients(self, next_layer):
        dow = self.sum_dow(next_layer)
        for i in range(len(self.outputs)):
            self.gradients[i] = dow * self.derivative(i)


def exercise1(W, B, A, Y, T):
    n = len(T)
    DW = [np.zeros(w.shape) for w in W]
    DB = [np.zeros(b.shape) for b in B]
    for s in range(n):
        outputs = [a[s] for a in A[1:]] + [Y[s]]
        net = [Layer(w, o) for w, o in zip(W, outputs)]
        net[-1].calc_output_gradients(T[s], n)
        for l in range(len(net) - 2, -1, -1):
            net[l].calc_hidden_gradients(net[l + 1])
        for l, layer in enumerate(net):
            for j, g in enumerate(layer.gradients):
                DB[l][j] += g
                for i, x in enumerate(A[l][s]):
                    DW[l][i, j] += x * g
    return DW, DB
