# exercise: 1
# source: offlinew.com q/4098171066 'My neural network for MNIST digit recognition learns for one epoch and then stops learning' (discussed at prodopsy.com): self.bias_updates = self.bias_templates and self.weight_updates = self.weight_templates, without a copy (only the beginning of the code could be read); among the causes the second page names update buffers that are reset incorrectly and reused
# mistake: The updates are not copies of the templates but the templates themselves, which still hold the sums of the batches before.
# lines: 41, 42
# crash: no
# first wrong: DW[3]
import numpy as np


class Network:
    def __init__(self, weights, biases):
        self.weights = [w.T for w in weights]
        self.biases = [b.reshape(-1, 1) for b in biases]
        self.bias_templates = [np.zeros(b.shape) for b in self.biases]
        self.weight_templates = [np.zeros(w.shape) for w in self.weights]

    def relu(self, z):
        return np.maximum(z, 0)

    def reluDerivative(self, z):
        return (z > 0).astype(float)

    def feedforward(self, input, stop):
        for layer in range(stop):
            z = np.dot(self.weights[layer], input) + self.biases[layer]
            input = self.relu(z) if layer < len(self.weights) - 1 else z
        return input

    def backpropagation(self, input, desired):
        last = len(self.weights)
        delta = 2 * (self.feedforward(input, last) - desired)
        for layer in range(last - 1, -1, -1):
            activated = self.feedforward(input, layer)
            self.bias_updates[layer] += delta
            self.weight_updates[layer] += np.dot(delta, activated.T)
            delta = np.dot(self.weights[layer].T, delta) * self.reluDerivative(activated)

    def train(self, data, batchSize):
        weight_changes, bias_changes = [], []
        for start in range(0, len(data), batchSize):
            self.bias_updates = self.bias_templates
            self.weight_updates = self.weight_templates
            for input, desired in data[start:start + batchSize]:
                self.backpropagation(input, desired)
            weight_changes.append([w / len(data) for w in self.weight_updates])
            bias_changes.append([b / len(data) for b in self.bias_updates])
        return weight_changes, bias_changes


def exercise1(W, B, A, Y, T):
    network = Network(W, B)
    data = [(x.reshape(-1, 1), t.reshape(-1, 1)) for x, t in zip(A[0], T)]
    weight_changes, bias_changes = network.train(data, batchSize=4)
    DW = [sum(c).T for c in zip(*weight_changes)]
    DB = [sum(c)[:, 0] for c in zip(*bias_changes)]
    return DW, DB
