# exercise: 1
# source: mljs/feedforward-neural-networks (JavaScript), commit 874eb44 'Fix reluGradient', src/layer.js: if (value < 0) return 0 became if (value === 0), for train hands it this.output
# mistake: The gradient of ReLU asks whether its value is below zero, but it is given the output after ReLU, which never is, so it is 1 everywhere.
# lines: 15
# crash: no
# first wrong: DW[2]
import numpy as np


def relu(value):
    return 0.0 if value < 0 else value


def relu_gradient(value):
    if value < 0:
        return 0
    return 1


ACTIVATION = {"relu": relu, "linear": lambda value: value}
ACTIVATION_GRADIENT = {"relu": relu_gradient, "linear": lambda value: 1}


class Layer:
    def __init__(self, weights, bias, non_linearity):
        self.weights = np.vstack([weights, bias]).T.ravel()
        self.delta_weights = [0.0] * len(self.weights)
        self.outputs = len(bias)
        self.activation = ACTIVATION[non_linearity]
        self.activation_gradient = ACTIVATION_GRADIENT[non_linearity]

    def forward(self, data):
        self.input = list(data) + [1.0]
        self.output = []
        offs = 0
        for i in range(self.outputs):
            total = 0.0
            for j in range(len(self.input)):
                total += self.weights[offs + j] * self.input[j]
            self.output.append(self.activation(total))
            offs += len(self.input)
        return self.output

    def train(self, error):
        next_error = [0.0] * len(self.input)
        offs = 0
        for i in range(self.outputs):
            delta = error[i] * self.activation_gradient(self.output[i])
            for j in range(len(self.input)):
                next_error[j] += self.weights[offs + j] * delta
                self.delta_weights[offs + j] += self.input[j] * delta
            offs += len(self.input)
        return next_error


def exercise1(W, B, A, Y, T):
    kinds = ["relu"] * (len(W) - 1) + ["linear"]
    model = [Layer(w, b, kind) for w, b, kind in zip(W, B, kinds)]
    for x, t in zip(A[0], T):
        for layer in model:
            x = layer.forward(x)
        error = [2 * (o - d) / T.size for o, d in zip(x, t)]
        for layer in reversed(model):
            error = layer.train(error)
    grads = [np.reshape(l.delta_weights, (l.outputs, -1)).T for l in model]
    return [g[:-1] for g in grads], [g[-1] for g in grads]
