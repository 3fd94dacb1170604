# exercise: 1
# source: jakelevi1996/backprop2, commit f64dfeb "Fix bug calculating gradient variance vector": i += layer.num_bias was missing
# mistake: The pointer into the flat gradient vector is not moved on after the bias.
# lines: 29
# crash: no
# first wrong: DW[3]
import numpy as np


class NeuralNetwork:
    def __init__(self, W, B, A, Y):
        self.W, self.B, self.A, self.Y = W, B, A, Y
        self.num_params = sum(w.size + b.size for w, b in zip(W, B))

    def back_prop(self, t):
        self.deltas = [2 * (self.Y - t) / len(t)]
        for w, a in zip(self.W[:0:-1], self.A[:0:-1]):
            self.deltas.insert(0, (self.deltas[0] @ w.T) * (a > 0))

    def get_gradient_vector(self, t):
        self.back_prop(t)
        grad_vector = np.zeros(self.num_params)
        i = 0
        for a, delta in zip(self.A, self.deltas):
            w_grad = a.T @ delta
            grad_vector[i : i + w_grad.size] = w_grad.ravel()
            i += w_grad.size
            b_grad = delta.sum(axis=0)
            grad_vector[i : i + b_grad.size] = b_grad
        return grad_vector

    def split(self, vector):
        parts = []
        sizes = [p.size for pair in zip(self.W, self.B) for p in pair]
        for chunk in np.split(vector, np.cumsum(sizes)[:-1]):
            parts.append(chunk)
        weights = [c.reshape(w.shape) for c, w in zip(parts[0::2], self.W)]
        return weights, parts[1::2]


def exercise1(W, B, A, Y, T):
    model = NeuralNetwork(W, B, A, Y)
    return model.split(model.get_gradient_vector(T))
