# exercise: 1
# source: 8coolguy/distributed-backpropagation (C++), commit 7946d2d: activations[index] became activations[col]
# mistake: The activations are indexed with the index into the flat list of weights.
# lines: 23
# crash: yes
# first wrong: -
import numpy as np


class Layer:
    def __init__(self, w):
        self.input_dim, self.output_dim = w.shape
        self.weights = w.T.ravel().tolist()
        self.w_grad = [0.0] * len(self.weights)
        self.b_grad = [0.0] * self.output_dim

    def backward(self, output_derivatives, activations):
        error_term = [0.0] * self.input_dim
        for row in range(self.output_dim):
            for col in range(self.input_dim):
                index = row * self.input_dim + col
                error_term[col] += output_derivatives[row] * self.weights[index]
                self.w_grad[index] += activations[index] * output_derivatives[row]
            self.b_grad[row] += output_derivatives[row]
        return error_term

    def gradient(self):
        return np.reshape(self.w_grad, (self.output_dim, self.input_dim)).T, np.array(self.b_grad)


def exercise1(W, B, A, Y, T):
    net = [Layer(w) for w in W]
    for s in range(len(Y)):
        derivatives = list(2 * (Y[s] - T[s]) / len(Y))
        for k in range(len(net) - 1, -1, -1):
            terms = net[k].backward(derivatives, A[k][s])
            derivatives = [t if a > 0 else 0.0 for t, a in zip(terms, A[k][s])]
    pairs = [layer.gradient() for layer in net]
    return [w for w, _ in pairs], [b for _, b in pairs]
