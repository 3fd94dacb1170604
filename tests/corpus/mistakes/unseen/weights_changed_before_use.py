# exercise: 1
# source: csharp.hotexamples.com, examples of NeuralNet Matrix.HadamardProd, a public Matrix Backwards(Matrix yin, Boolean end, Boolean learn) of a layer (C#, Unity): if (learn) { weights = weights + (Matrix.Transpose(x) * delta); } return(delta * Matrix.Transpose(weights))
# mistake: The layer changes its weights first and then passes the error on through the changed weights.
# lines: 27-28 (missing between), 31
# crash: no
# first wrong: DW[2]
import numpy as np


class Layer:
    def __init__(self, weights, bias, linear):
        self.weights = weights
        self.bias = bias
        self.linear = linear

    def forwards(self, x):
        self.x = x
        self.nodes = x @ self.weights + self.bias
        if not self.linear:
            self.nodes = np.maximum(self.nodes, 0)
        return self.nodes

    def backwards(self, y, end=False, learn=True):
        if y.shape[1] != self.nodes.shape[1]:
            raise ValueError("Inconsistent number of inputs for backward.")
        err = 2 * (y - self.nodes) / len(y) if end else y
        delta = err if self.linear else err * (self.nodes > 0)
        if learn:
            self.weights = self.weights + self.x.T @ delta
            self.bias = self.bias + delta.sum(axis=0)
        return delta @ self.weights.T


def exercise1(W, B, A, Y, T):
    layers = [Layer(w, b, i == len(W) - 1) for i, (w, b) in enumerate(zip(W, B))]
    x = A[0]
    for layer in layers:
        x = layer.forwards(x)

    y = layers[-1].backwards(T, end=True)
    for layer in reversed(layers[:-1]):
        y = layer.backwards(y)

    DW = [w - layer.weights for w, layer in zip(W, layers)]
    DB = [b - layer.bias for b, layer in zip(B, layers)]
    return DW, DB
