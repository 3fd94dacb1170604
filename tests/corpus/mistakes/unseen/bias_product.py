# exercise: 1
# source: GiorgosXou/NeuralNetworks (C++, for microcontrollers), Layer.cpp as of commit 44ed7f5: float bias_Delta = 1.0, then bias_Delta *= gamma
# mistake: The gammas of a bias are multiplied with one another, starting at 1, where they must be added, starting at 0.
# lines: 15, 20
# crash: no
# first wrong: DB[3]
import numpy as np


class Layer:
    def __init__(self, weights, number_of_samples):
        self.weights = weights
        self.number_of_inputs, self.number_of_outputs = weights.shape
        self.weight_delta = np.zeros_like(weights)
        self.bias_delta = np.ones(self.number_of_outputs)

    def back_prop(self, gamma, inputs):
        pre_gamma = np.zeros(self.number_of_inputs)
        for i in range(self.number_of_outputs):
            self.bias_delta[i] *= gamma[i]
            for j in range(self.number_of_inputs):
                pre_gamma[j] += gamma[i] * self.weights[j, i]
                self.weight_delta[j, i] += gamma[i] * inputs[j]
        return pre_gamma


def exercise1(W, B, A, Y, T):
    n = len(T)
    layers = [Layer(w, n) for w in W]
    for s in range(n):
        gamma = 2.0 / n * (Y[s] - T[s])
        for k in range(len(layers))[::-1]:
            pre_gamma = layers[k].back_prop(gamma, A[k][s])
            gamma = [g if a > 0 else 0.0 for g, a in zip(pre_gamma, A[k][s])]
    return [x.weight_delta for x in layers], [x.bias_delta for x in layers]
