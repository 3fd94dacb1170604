# exercise: 1
# source: shiffman/Neural-Network-p5, pull request 12 (JavaScript): the constructor takes (inputnodes, hiddennodes, outputnodes, activation), the rate that is passed never reaches this.lr
# mistake: The constructor does not take the factor: it ends up as the activation, and the attribute that is multiplied with stays None.
# lines: 13, 16, 29
# crash: yes
# first wrong: -
import numpy as np

SLOPES = {"relu": lambda a: a > 0, "linear": np.ones_like}


class NeuralNetwork:
    def __init__(self, weights, biases, activation="relu"):
        self.weights = weights
        self.biases = biases
        self.factor = None
        self.activation = activation

    def train(self, activations, outputs, targets):
        errors = (outputs - targets) * self.factor
        gradients = []
        for w, a in zip(reversed(self.weights), reversed(activations)):
            gradients.append((a.T @ errors, errors.sum(axis=0)))
            errors = (errors @ w.T) * SLOPES[self.activation](a)
        return gradients[::-1]


def exercise1(W, B, A, Y, T):
    nn = NeuralNetwork(W, B, 2 / len(T))
    gradients = nn.train(A, Y, T)
    return [g[0] for g in gradients], [g[1] for g in gradients]
