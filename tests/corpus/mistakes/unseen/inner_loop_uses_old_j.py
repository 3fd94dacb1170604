# exercise: 1
# source: Migglotron/Neural-Network-From-Scratch (Python lists), commit 499736a 'Got backprop to work': for j in range(len(self.weights_input_hidden[j])) inside of the loop over i became len(self.weights_input_hidden[i])
# mistake: The range of the inner loop over j is taken from row j, where j is left over from an earlier loop; it must be row i.
# lines: 37
# crash: yes
# first wrong: -
import numpy


def relu(v):
    return v if v > 0 else 0.0


class Backpropagation:
    def __init__(self, weights, biases):
        self.weights = [w.tolist() for w in weights]
        self.biases = [b.tolist() for b in biases]
        self.dweights = [[[0.0] * len(row) for row in w] for w in self.weights]
        self.dbiases = [[0.0] * len(b) for b in self.biases]

    def forward(self, inputs):
        activations = [inputs]
        for l in range(len(self.weights)):
            w, b, a = self.weights[l], self.biases[l], activations[-1]
            sums = [sum(a[i] * w[i][j] for i in range(len(a))) + b[j] for j in range(len(b))]
            activations.append(sums if l == len(self.weights) - 1 else [relu(s) for s in sums])
        return activations

    def backward_pass(self, activations, expected, count):
        outputs = activations[-1]
        deltas = [2 * (outputs[k] - expected[k]) / count for k in range(len(outputs))]
        for l in range(len(self.weights) - 1, -1, -1):
            hidden, weights = activations[l], self.weights[l]
            for j in range(len(self.dbiases[l])):
                self.dbiases[l][j] += deltas[j]
            for i in range(len(weights)):
                for j in range(len(weights[j])):
                    self.dweights[l][i][j] += deltas[j] * hidden[i]
            deltas = [sum(weights[i][k] * deltas[k] for k in range(len(deltas))) * (hidden[i] > 0)
                      for i in range(len(weights))]


def exercise1(W, B, A, Y, T):
    nn = Backpropagation(W, B)
    for inputs, expected in zip(A[0].tolist(), T.tolist()):
        nn.backward_pass(nn.forward(inputs), expected, len(T))
    return [numpy.array(d) for d in nn.dweights], [numpy.array(d) for d in nn.dbiases]
