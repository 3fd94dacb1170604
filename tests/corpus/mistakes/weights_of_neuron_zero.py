# exercise: 1
# source: DMaterka/backpropagation_py, commit a7f8ba3 "fix deltasum calculations"
# mistake: The sum over the neurons above takes the weights of neuron 0 above, one after the other, and not the weight from the present neuron to each of them.
# lines: 45
# crash: no
# first wrong: DW[2]
import numpy as np


class Neuron:
    def __init__(self, values):
        self.values = values
        self.deltaSum = None

    def setDeltaSum(self, deltaSum):
        self.deltaSum = deltaSum

    def getDeltaSum(self):
        return self.deltaSum


class Layer:
    def __init__(self, activations, weights=None):
        self.values = activations
        self.weights = weights
        self.neurons = [Neuron(column) for column in activations.T]


class Net:
    def __init__(self, layers, error):
        self.layers = layers
        self.error = error

    def backPropagate(self):
        last = len(self.layers) - 1
        for j in range(last, 0, -1):
            layer = self.layers[j]
            for ds, neuron in enumerate(layer.neurons):
                if j == last:
                    deltaSum = self.error[:, ds]
                else:
                    above = self.layers[j + 1]
                    deltaSum = 0
                    for neur in range(len(above.neurons)):
                        deltaSum = deltaSum + above.neurons[neur].getDeltaSum() * above.weights[0][neur]
                    deltaSum = deltaSum * (neuron.values > 0)
                neuron.setDeltaSum(deltaSum)

    def gradient(self, j):
        deltas = np.stack([n.getDeltaSum() for n in self.layers[j].neurons], axis=1)
        return self.layers[j - 1].values.T @ deltas, deltas.sum(axis=0)


def exercise1(W, B, A, Y, T):
    # a row of weights for every neuron
    layers = [Layer(A[0])] + [Layer(a, w.T.tolist()) for a, w in zip(A[1:] + [Y], W)]
    net = Net(layers, 2 * (Y - T) / len(T))
    net.backPropagate()
    grads = [net.gradient(j) for j in range(1, len(layers))]
    return [g[0] for g in grads], [g[1] for g in grads]
