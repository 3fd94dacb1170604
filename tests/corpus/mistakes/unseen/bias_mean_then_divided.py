# exercise: 1
# source: ManuelLerchner/neural-network-rs (Rust), commit 153bb6c 'fix bug in backpropagation, ad SGD optimizer': nabla_b.mean_axis(Axis(0)) was multiplied by eta / batch_size, like nabla_w; it became sum_axis
# mistake: The gradient of the biases is averaged over the batch and then divided by the batch size once more; it must be summed.
# lines: 50
# crash: no
# first wrong: DB[3]
import numpy as np


class Layer:
    def __init__(self, weights, biases, f, d):
        self.weights, self.biases, self.function, self.derivative = weights, biases, f, d

    def forward(self, x):
        return x.dot(self.weights) + self.biases


class Network:
    def __init__(self, weights, biases):
        relu = (lambda x: np.maximum(x, 0), lambda x: np.where(x > 0, 1.0, 0.0))
        ident = (lambda x: x, lambda x: np.ones_like(x))
        last = len(weights) - 1
        self.layers = [Layer(w, b, *(ident if i == last else relu))
                       for i, (w, b) in enumerate(zip(weights, biases))]

    def backprop(self, x, y):
        nabla_b, nabla_w = [], []
        activation, activations, zs = x, [x], []
        for layer in self.layers:
            z = layer.forward(activation)
            zs.append(z)
            activation = layer.function(z)
            activations.append(activation)
        nabla_c = 2 * (activation - y)
        delta = nabla_c * self.layers[-1].derivative(zs[-1])
        nabla_b.append(delta)
        nabla_w.append(activations[-2].T.dot(delta))
        for i in range(2, len(self.layers) + 1):
            prime = self.layers[-i].derivative(zs[-i])
            delta = delta.dot(self.layers[-i + 1].weights.T) * prime
            nabla_b.append(delta)
            nabla_w.append(activations[-i - 1].T.dot(delta))
        return nabla_b[::-1], nabla_w[::-1]

    def minibatch_step(self, x, y):
        nabla_b, nabla_w = self.backprop(x, y)
        batch_size = float(len(x))
        dw, db = [], []
        for b, w in zip(nabla_b, nabla_w):
            nabla_b_batch = b.mean(axis=0)
            dw.append(1.0 / batch_size * w)
            db.append(1.0 / batch_size * nabla_b_batch)
        return dw, db


def exercise1(W, B, A, Y, T):
    return Network(W, B).minibatch_step(A[0], T)
