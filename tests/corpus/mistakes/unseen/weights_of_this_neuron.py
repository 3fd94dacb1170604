# exercise: 1
# source: honzour/backpropagation (Java, Android), commit 3103e6d 'exception, algorithm bugfix, version 1.1', Network.java: n.derivation += n2.derivation * n2.output * (1 - n2.output) * n.weights[k], with the comment of the commit 'there was weights[k] here'
# mistake: The derivation of a hidden neuron takes the weight of this neuron n instead of the neuron n2 of the next layer, and with the index k where k + 1 is meant, for weights[0] is the bias.
# lines: 42
# crash: yes
# first wrong: -
import numpy as np

class Neuron:
    def __init__(self, weights):
        self.weights = weights
        self.weights_derivation = [0.0] * len(weights)
        self.output = 0.0
        self.derivation = 0.0
    def slope(self):
        return 1.0 if self.output > 0 else 0.0

class Output(Neuron):
    def slope(self):
        return 1.0

def calculate(layers, inputs):
    values = inputs
    for layer in layers:
        for n in layer:
            potential = n.weights[0] + sum(w * v for w, v in zip(n.weights[1:], values))
            n.output = potential if isinstance(n, Output) else max(potential, 0.0)
        values = [n.output for n in layer]

def train(layers, inputs, outputs):
    for i in range(len(inputs)):
        calculate(layers, inputs[i])
        for j in range(len(layers) - 1, -1, -1):
            for k in range(len(layers[j])):
                n = layers[j][k]
                if j == len(layers) - 1:
                    n.derivation = 2 * (n.output - outputs[i][k]) / len(inputs)
                else:
                    n.derivation = 0.0
                    for l in range(len(layers[j + 1])):
                        n2 = layers[j + 1][l]
                        n.derivation += n2.derivation * n2.slope() * n.weights[k]
                for l in range(len(n.weights)):
                    signal = inputs[i][l - 1] if j == 0 else layers[j - 1][l - 1].output
                    n.weights_derivation[l] += n.derivation * n.slope() * (1.0 if l == 0 else signal)

def exercise1(W, B, A, Y, T):
    layers = []
    for w, b in zip(W, B):
        kind = Output if len(layers) == len(W) - 1 else Neuron
        layers.append([kind([b[j]] + list(w[:, j])) for j in range(len(b))])
    train(layers, A[0].tolist(), T.tolist())
    grads = [np.array([n.weights_derivation for n in layer]) for layer in layers]
    return [g[:, 1:].T for g in grads], [g[:, 0] for g in grads]
