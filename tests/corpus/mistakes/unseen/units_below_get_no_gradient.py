# exercise: 1
# source: TimboKZ/js-digit-recognition (TypeScript), commit 0275d53 "Fix back propogation", Neuron.ts: backward gave gradients to the variable units (weights and bias) only; it became: each input unit gets variableUnit.value * outputUnit.gradient too, and forward sets the gradient of the output unit to 0 (here added up, since several neurons read the same unit; the weight decay of the author is left out)
# mistake: The backward pass of a neuron gives gradients to its own weights and its bias, but none to the units it reads from, so the layers below see an output gradient of 0.
# lines: 39
# crash: no
# first wrong: DW[2]
import numpy as np


class Unit:
    def __init__(self, value=0.0):
        self.value = value
        self.gradient = 0.0


class Neuron:
    def __init__(self, inputUnits, variableUnits, rectified):
        self.inputUnits = inputUnits
        self.variableUnits = variableUnits
        self.outputUnit = Unit()
        self.rectified = rectified

    def forward(self):
        output = 0.0
        for i, variableUnit in enumerate(self.variableUnits):
            coefficient = self.inputUnits[i].value if i < len(self.inputUnits) else 1.0
            output += coefficient * variableUnit.value
        self.outputUnit.value = max(output, 0.0) if self.rectified else output
        self.outputUnit.gradient = 0.0

    def backward(self):
        gradient = self.outputUnit.gradient
        if self.rectified and self.outputUnit.value <= 0:
            gradient = 0.0
        for i, variableUnit in enumerate(self.variableUnits):
            coefficient = 1.0
            if i < len(self.inputUnits):
                coefficient = self.inputUnits[i].value
            variableUnit.gradient += coefficient * gradient


def exercise1(W, B, A, Y, T):
    inputUnits = [Unit() for _ in range(A[0].shape[1])]
    layers, units = [], inputUnits
    for k in range(len(W)):
        layer = []
        for j in range(W[k].shape[1]):
            variables = [Unit(w) for w in W[k][:, j]] + [Unit(B[k][j])]
            layer.append(Neuron(units, variables, k < len(W) - 1))
        layers.append(layer)
        units = [neuron.outputUnit for neuron in layer]
    for x, t in zip(A[0], T):
        for unit, value in zip(inputUnits, x):
            unit.value = value
        for layer in layers:
            for neuron in layer:
                neuron.forward()
        units[0].gradient = 2 * (units[0].value - t[0]) / len(T)
        for layer in reversed(layers):
            for neuron in layer:
                neuron.backward()
    DW = [np.array([[u.gradient for u in n.variableUnits[:-1]] for n in layer]).T for layer in layers]
    DB = [np.array([n.variableUnits[-1].gradient for n in layer]) for layer in layers]
    return DW, DB
