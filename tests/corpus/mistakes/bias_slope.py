# exercise: 1
# source: 8coolguy/distributed-backpropagation (C++), commit 4ea45ac "Gradient not multiplied to bias causing wrong loss"
# mistake: The bias gradient adds the incoming error of the unit, not the error times the slope of the ReLU.
# lines: 31
# crash: no
# first wrong: DB[2]
import numpy as np


class Layer:
    def __init__(self, weights, bias, linear):
        self.weights = weights
        self.linear = linear
        self.grad_weights = np.zeros(weights.shape)
        self.grad_bias = np.zeros(bias.shape)

    def slope(self, output):
        if self.linear:
            return np.ones(len(output))
        return np.array([1.0 if o > 0 else 0.0 for o in output])

    def backward(self, errors, activations, output):
        input_dim, output_dim = self.weights.shape
        intermediate = self.slope(output)
        error_term = np.zeros(input_dim)
        for col in range(output_dim):
            local = errors[col] * intermediate[col]
            for row in range(input_dim):
                error_term[row] += self.weights[row, col] * local
                self.grad_weights[row, col] += activations[row] * local
            self.grad_bias[col] += errors[col]
        return error_term


def exercise1(W, B, A, Y, T):
    layers = [Layer(w, b, i == len(W) - 1) for i, (w, b) in enumerate(zip(W, B))]
    outputs = A[1:] + [Y]
    samples = Y.shape[0]
    for s in range(samples):
        errors = 2.0 * (Y[s] - T[s]) / samples
        for i in reversed(range(len(layers))):
            errors = layers[i].backward(errors, A[i][s], outputs[i][s])
    return [l.grad_weights for l in layers], [l.grad_bias for l in layers]
