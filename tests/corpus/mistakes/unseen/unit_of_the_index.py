# exercise: 1
# source: Lupino/bpnn, issue 2 (in Chinese): a reader proposes neru0=self.units[j], sum+=neru0.weight[i]*deltas[i]; another one: "this raises an error"
# mistake: The error of input j is summed over all weights of unit j, not over the weight j of all units.
# lines: 34, 35, 36
# crash: yes
# first wrong: -
import numpy as np


class Unit:
    def __init__(self, weight):
        self.weight = list(weight)
        self.change = [0.0] * len(self.weight)
        self.change_threshold = 0.0

    def update(self, sample, diff):
        self.change = [c + x * diff for c, x in zip(self.change, sample)]
        self.change_threshold += diff


class Layer:
    def __init__(self, weights):
        self.units = [Unit(column) for column in weights.T]
        self.ilen = len(weights)

    def update(self, sample, deltas):
        for unit, diff in zip(self.units, deltas):
            unit.update(sample, diff)

    def get_error(self, deltas):
        errors = []
        for j in range(self.ilen):
            total = 0
            neuron = self.units[j]
            for i in range(len(neuron.weight)):
                total += neuron.weight[i] * deltas[i]
            errors.append(total)
        return errors


def drelu(a):
    return 1 if a > 0 else 0


def exercise1(W, B, A, Y, T):
    layers = [Layer(w) for w in W]
    for n, (out, target) in enumerate(zip(Y, T)):
        deltas = [2 * (o - t) / len(T) for o, t in zip(out, target)]
        for layer, acts in zip(reversed(layers), reversed(A)):
            sample = acts[n]
            layer.update(sample, deltas)
            deltas = [drelu(a) * error for a, error in zip(sample, layer.get_error(deltas))]
    DW = [np.array([unit.change for unit in layer.units]).T for layer in layers]
    DB = [np.array([unit.change_threshold for unit in layer.units]) for layer in layers]
    return DW, DB
