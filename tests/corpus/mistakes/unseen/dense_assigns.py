# exercise: 1
# source: henry-the-frog, blog post "Seven Bugs in Seven Backward Passes", bug 3 (JavaScript): Dense.backward() does this.dWeights = ..., and is called once per position; only the last one survives
# mistake: The backward pass of a layer is called once per sample and assigns the gradients instead of adding to them, so only those of the last sample are left.
# lines: 18, 19
# crash: no
# first wrong: DW[3]
import numpy as np


class Dense:
    def __init__(self, weights, biases):
        self.weights = weights
        self.dWeights = np.zeros(weights.shape)
        self.dBiases = np.zeros(biases.shape)
        self.input = None

    def backward(self, dOutput):
        self.dWeights = np.outer(self.input, dOutput)
        self.dBiases = 1.0 * dOutput
        return self.weights @ dOutput


class ReLU:
    def __init__(self):
        self.output = None

    def backward(self, dOutput):
        return np.where(self.output > 0, dOutput, 0)


def exercise1(W, B, A, Y, T):
    dense = [Dense(w, b) for w, b in zip(W, B)]
    relus = [ReLU() for _ in range(len(W) - 1)]
    count = len(T)
    for t in range(count):
        for l, layer in enumerate(dense):
            layer.input = A[l][t]
        for l, relu in enumerate(relus):
            relu.output = A[l + 1][t]
        dPosition = 2 * (Y[t] - T[t]) / count
        for l in range(len(dense) - 1, 0, -1):
            dPosition = dense[l].backward(dPosition)
            dPosition = relus[l - 1].backward(dPosition)
        dense[0].backward(dPosition)
    return [layer.dWeights for layer in dense], [layer.dBiases for layer in dense]
