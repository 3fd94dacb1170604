# exercise: 1
# source: ivan-vasilev/neuralnetworks (Java), commit 44d9539 "backpropagation fixes", AparapiBackpropagationFullyConnected.java: the constructor gets two providers of values, the one of the backpropagation and the one of the forward phase, and took ffActivation from valuesProvider.getValues(targetLayer, ...); it became activations.getValues(targetLayer, ...)
# mistake: The forward activations of the lower layer are fetched from the provider of the backpropagation, so its errors are used both for the weight updates and for the derivative.
# lines: 32
# crash: no
# first wrong: DW[3]
import numpy as np


class ValuesProvider:
    def __init__(self):
        self.values = {}

    def get_values(self, layer, shape=None):
        if layer not in self.values:
            self.values[layer] = np.zeros(shape)
        return self.values[layer]


class Connections:
    def __init__(self, lower, upper, weights):
        self.lower, self.upper, self.weights = lower, upper, weights


class BackpropagationFullyConnected:
    def __init__(self, connections, values_provider, activations):
        c = connections
        rows = activations.get_values(c.lower).shape
        self.weights = c.weights
        self.input = values_provider.get_values(c.upper)
        self.output = values_provider.get_values(c.lower, rows)
        self.ff_activation = values_provider.get_values(c.lower)
        self.weight_updates = None
        self.bias_updates = None

    def run(self):
        self.output += self.input.dot(self.weights.T)
        self.weight_updates = self.ff_activation.T.dot(self.input)
        self.bias_updates = self.input.sum(axis=0)


class BackPropagationReLU(BackpropagationFullyConnected):
    def run(self):
        super().run()
        self.calc_derivative()

    def calc_derivative(self):
        self.output[self.ff_activation <= 0] = 0


def exercise1(W, B, A, Y, T):
    activations, errors = ValuesProvider(), ValuesProvider()
    for layer, values in enumerate(A):
        activations.values[layer] = values
    errors.values[len(W)] = 2 * (Y - T) / len(Y)
    DW, DB = [None] * len(W), [None] * len(W)
    for layer in range(len(W) - 1, -1, -1):
        connections = Connections(layer, layer + 1, W[layer])
        calculator = BackPropagationReLU(connections, errors, activations)
        calculator.run()
        DW[layer], DB[layer] = calculator.weight_updates, calculator.bias_updates
    return DW, DB
