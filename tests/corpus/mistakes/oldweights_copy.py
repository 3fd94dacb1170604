# exercise: 1
# source: DMaterka/backpropagation_py, commit 0609bf4 "backpropagate weights fix" (cp.copy became cp.deepcopy)
# mistake: The old weights are kept as a shallow copy of the list, so they are the very arrays that change while the deltas are computed.
# lines: 23
# crash: no
# first wrong: DW[2]
import copy as cp

import numpy as np


class Net:
    def __init__(self, weights, values, error, learning_rate=0.05):
        self.weights = weights
        self.values = values
        self.error = error
        self.learning_rate = learning_rate

    def getWeights(self):
        return self.weights

    def backPropagate(self):
        oldweights = cp.copy(self.getWeights())
        deltaWeights = {}
        deltaBias = {}
        deltaSum = self.error
        for j in range(len(oldweights) - 1, -1, -1):
            deltaWeights[j] = self.values[j].T @ deltaSum
            deltaBias[j] = deltaSum.sum(axis=0)
            weights = self.weights[j]
            weights -= self.learning_rate * deltaWeights[j]
            if j > 0:
                deltaSum = (deltaSum @ oldweights[j].T) * np.where(self.values[j] > 0, 1, 0)
        return deltaWeights, deltaBias


def exercise1(W, B, A, Y, T):
    net = Net([np.array(w) for w in W], A, 2 * (Y - T) / Y.shape[0])
    deltaWeights, deltaBias = net.backPropagate()
    return [deltaWeights[j] for j in range(4)], [deltaBias[j] for j in range(4)]
