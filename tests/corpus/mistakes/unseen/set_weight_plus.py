# exercise: 1
# source: forum.codecall.net 57301 "Bizar artificial neural network behavior" (C++): SetWeight(ReturnWeight + learning rate * output * delta), "You should be subtracting the value"
# mistake: The step is added to the weights where it must be subtracted, so that the gradient read off from it has the wrong sign.
# lines: 28
# crash: no
# first wrong: DW[3]
import copy

RATE = 0.5


class NeuralNetwork:
    def __init__(self, weights, biases):
        self.weights = copy.deepcopy(weights)
        self.biases = copy.deepcopy(biases)

    def ReturnWeight(self, layer, j, k):
        return self.weights[layer][k, j]

    def SetWeight(self, layer, j, k, value):
        self.weights[layer][k, j] = value

    def Teach(self, outputs, deltas):
        for i in range(len(self.weights)):
            for j in range(len(deltas[i])):
                for k in range(len(outputs[i])):
                    step = RATE * outputs[i][k] * deltas[i][j]
                    self.SetWeight(i, j, k, self.ReturnWeight(i, j, k) + step)
                self.biases[i][j] -= RATE * deltas[i][j]


def find_deltas(weights, activations, miss):
    deltas = {len(weights) - 1: miss}
    for i in range(len(weights) - 2, -1, -1):
        deltas[i] = []
        for k in range(weights[i].shape[1]):
            total = 0.0
            for j in range(len(deltas[i + 1])):
                total += weights[i + 1][k, j] * deltas[i + 1][j]
            deltas[i].append(total if activations[i + 1][k] > 0 else 0.0)
    return deltas


def exercise1(W, B, A, Y, T):
    net = NeuralNetwork(W, B)
    for n in range(len(Y)):
        activations = [a[n] for a in A]
        miss = [2 * (Y[n, 0] - T[n, 0]) / len(Y)]
        net.Teach(activations, find_deltas(W, activations, miss))
    # what the net has walked, divided by the rate, is the gradient
    DW = [(old - new) / RATE for old, new in zip(W, net.weights)]
    DB = [(old - new) / RATE for old, new in zip(B, net.biases)]
    return DW, DB
