# exercise: 1
# source: longuyen97/kotlin-neural-network (Kotlin), commit 9a85b0e 'Hm', MnistDataGenerator.kt: X = X.reshape(X.shape()[1], X.shape()[0]), likewise for Y, became X.transpose()
# mistake: The samples are to be the columns of X, but X is reshaped and not transposed, which mixes the numbers of different samples.
# lines: 11, 12
# crash: no
# first wrong: DW[3]
import numpy as np


def prepare(X, Y):
    X = X.reshape(X.shape[1], X.shape[0])
    Y = Y.reshape(Y.shape[1], Y.shape[0])
    return X, Y


class NeuronalNetwork:
    def __init__(self, weights, biases):
        self.layers = len(weights)
        self.weights = {f"W{i + 1}": w.transpose() for i, w in enumerate(weights)}
        self.biases = {f"b{i + 1}": b.reshape(-1, 1) for i, b in enumerate(biases)}

    def forward(self, x):
        cache = {"A0": x}
        for i in range(1, self.layers + 1):
            z = self.weights[f"W{i}"].dot(cache[f"A{i - 1}"]) + self.biases[f"b{i}"]
            cache[f"Z{i}"] = z
            cache[f"A{i}"] = np.maximum(z, 0) if i < self.layers else z
        return cache

    def backward(self, x, y, cache):
        m = x.shape[1]
        grads = {}
        gradient = 2 * (cache[f"A{self.layers}"] - y) / m
        for i in range(self.layers, 0, -1):
            grads[f"dW{i}"] = gradient.dot(cache[f"A{i - 1}"].transpose())
            grads[f"db{i}"] = gradient.sum(axis=1)
            if i > 1:
                gradient = self.weights[f"W{i}"].transpose().dot(gradient)
                gradient = gradient * (cache[f"Z{i - 1}"] > 0)
        return grads


def exercise1(W, B, A, Y, T):
    x, y = prepare(A[0], T)
    network = NeuronalNetwork(W, B)
    grads = network.backward(x, y, network.forward(x))
    DW = [grads[f"dW{i + 1}"].transpose() for i in range(len(W))]
    DB = [grads[f"db{i + 1}"] for i in range(len(W))]
    return DW, DB
