# exercise: 1
# source: james-flemings/pygrad (C++, Eigen), commit 691c61a "Fixed some errors", Model.cpp, backProp: activations begins with the input, so the output of layer i is activations[i + 1], but sp was layers[i]->sigmoidPrime(activations[i]); it became activations[i + 1]
# mistake: The derivative of the activation of layer i is taken at the input of the layer and not at its output, since the list of the activations begins with the data; at the first layer the sizes differ.
# lines: 46
# crash: yes
# first wrong: -
import numpy as np


class DenseLayer:
    def __init__(self, weights, biases, activation):
        self.weights = weights
        self.biases = biases
        self.activation = activation

    def get_output(self, x):
        z = self.weights @ x + self.biases
        return np.maximum(z, 0) if self.activation == "ReLU" else z

    def prime(self, output):
        return (output > 0) * 1.0 if self.activation == "ReLU" else np.ones(len(output))


class Model:
    def __init__(self, layers):
        self.layers = layers

    def forward_pass(self, x):
        activations = [x]
        for layer in self.layers:
            activations.append(layer.get_output(activations[-1]))
        return activations

    def delta(self, sp, activations, labels):
        return 2 * (activations - labels) * sp

    def back_prop(self, x, label):
        n = len(self.layers)
        nabla_b, nabla_w = [None] * n, [None] * n
        activations = self.forward_pass(x)
        sp = self.layers[n - 1].prime(activations[n])
        delt = self.delta(sp, activations[n], label)
        nabla_b[n - 1] = delt
        nabla_w[n - 1] = np.outer(delt, activations[n - 1])
        for i in range(n - 2, -1, -1):
            sp = self.layers[i].prime(activations[i])
            delt = (self.layers[i + 1].weights.T @ delt) * sp
            nabla_b[i] = delt
            nabla_w[i] = np.outer(delt, activations[i])
        return nabla_b, nabla_w

    def mini_batch(self, data):
        sum_b = [np.zeros(layer.biases.shape) for layer in self.layers]
        sum_w = [np.zeros(layer.weights.shape) for layer in self.layers]
        for x, label in data:
            nabla_b, nabla_w = self.back_prop(x, label)
            sum_b = [s + d for s, d in zip(sum_b, nabla_b)]
            sum_w = [s + d for s, d in zip(sum_w, nabla_w)]
        return [s / len(data) for s in sum_b], [s / len(data) for s in sum_w]


def exercise1(W, B, A, Y, T):
    names = ["ReLU", "ReLU", "ReLU", "Linear"]
    model = Model([DenseLayer(w.T, b, name) for w, b, name in zip(W, B, names)])
    DB, DW = model.mini_batch(list(zip(A[0], T)))
    return [d.T for d in DW], DB
