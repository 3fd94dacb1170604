# exercise: 1
# source: ddbourgin/numpy-ml, issue 78 "neural nets optimizer shape mismatch during backward pass": C[param_name]["mean"] has the shape of another layer's weights, (100,10) (3072,100)
# mistake: The cache of the gradients is addressed by the name of the parameter alone, W or b, so all layers share one entry of the shape of the last layer.
# lines: 16
# crash: yes
# first wrong: -
import numpy as np


class Accumulator:
    def __init__(self):
        self.cache = {}

    def update(self, layer_name, param_name, param_grad):
        C = self.cache
        key = param_name
        if key not in C:
            C[key] = {"sum": np.zeros_like(param_grad), "t": 0}
        C[key]["sum"] += param_grad
        C[key]["t"] += 1

    def get(self, layer_name, param_name):
        return self.cache[param_name]["sum"]


def exercise1(W, B, A, Y, T):
    optimizer = Accumulator()
    names = [f"fc{i + 1}" for i in range(len(W))]
    size = 4
    for start in range(0, len(Y), size):
        batch = slice(start, start + size)
        dLdy = 2 * (Y[batch] - T[batch]) / len(Y)
        for name, w, a in list(zip(names, W, A))[::-1]:
            optimizer.update(name, "W", a[batch].T @ dLdy)
            optimizer.update(name, "b", dLdy.sum(axis=0))
            dLdy = (dLdy @ w.T) * (a[batch] > 0)
    return [optimizer.get(n, "W") for n in names], [optimizer.get(n, "b") for n in names]
