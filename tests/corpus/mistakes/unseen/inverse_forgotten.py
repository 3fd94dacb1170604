# exercise: 1
# source: unschlagbar/neural-networks (Rust), commit 0df6f3e "fix backprop bug", src/nn/mlstm.rs: in the backward pass stood inv_psi = cache.psi[hd], it became 1.0 / cache.psi[hd]
# mistake: the divisor of the forward pass is taken from the cache as it is, under the name of its inverse; the backward pass multiplies by it in place of dividing
# lines: 15
# crash: no
# first wrong: DW[3]
import numpy as np

class MeanSquare:
    def forward(self, y, target):
        self.cache = {"diff": y - target, "count": float(len(target))}
        return (self.cache["diff"] ** 2).sum() / self.cache["count"]

    def backward(self):
        inv_count = self.cache["count"]
        return 2.0 * self.cache["diff"] * inv_count

class DenseLayer:
    def __init__(self, weights, biases, relu):
        self.weights, self.biases, self.relu = weights, biases, relu

    def forward(self, input):
        self.cache = {"input": input}
        z = input @ self.weights + self.biases
        self.cache["active"] = z > 0 if self.relu else np.ones_like(z, bool)
        return z * self.cache["active"]

    def backward(self, delta):
        delta = delta * self.cache["active"]
        self.d_weights = self.cache["input"].T @ delta
        self.d_biases = delta.sum(axis=0)
        return delta @ self.weights.T

def exercise1(W, B, A, Y, T):
    layers = [DenseLayer(W[i], B[i], i + 1 < len(W)) for i in range(len(W))]
    x = A[0]
    for layer in layers:
        x = layer.forward(x)
    loss = MeanSquare()
    loss.forward(x, T)
    delta = loss.backward()
    for layer in layers[::-1]:
        delta = layer.backward(delta)
    return [l.d_weights for l in layers], [l.d_biases for l in layers]
