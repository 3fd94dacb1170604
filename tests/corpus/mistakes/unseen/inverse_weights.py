# exercise: 1
# source: levirogalla/simple-neural-network (Python), commit ed1e156 'During back propigation the network will use the inverse of the weights matrix instead of the transpose', network/nnv2.py, backProp: reversedWeights = self.weights[layerIndex - 1].inverse()
# mistake: To go back through a layer the inverse of its weights is taken in place of the transpose; the weights of the last layer are not even square.
# lines: 33
# crash: yes
# first wrong: -
import numpy as np

class Matrix:
    def __init__(self, rows):
        self.rows = np.array(rows, dtype=float)

    def T(self):
        return Matrix(self.rows.T)

    def inverse(self):
        return Matrix(np.linalg.inv(self.rows))

    def __mul__(self, vector):
        return self.rows @ vector

class Network:
    def __init__(self, weights):
        self.weights = [Matrix(w.T) for w in weights]

    def backProp(self, layers, costDerivative):
        changes = [None] * len(self.weights)
        betterLayer = costDerivative
        for layerI in range(len(self.weights)):
            layerIndex = len(self.weights) - layerI
            changes[layerIndex - 1] = betterLayer
            if layerIndex != 1:
                reversedWeights = self.weights[layerIndex - 1].inverse()
                betterLayer = reversedWeights * betterLayer
                betterLayer = betterLayer * (layers[layerIndex - 1] > 0)
        return changes

def exercise1(W, B, A, Y, T):
    network = Network(W)
    DW = [np.zeros(w.shape) for w in W]
    DB = [np.zeros(b.shape) for b in B]
    for s in range(len(Y)):
        layers = [a[s] for a in A]
        changes = network.backProp(layers, (Y[s] - T[s]) * 2 / len(Y))
        for l, change in enumerate(changes):
            DW[l] += np.outer(layers[l], change)
            DB[l] += change
    return DW, DB
