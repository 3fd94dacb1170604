# exercise: 1
# source: joshuachuaaa/neural-network-from-scratch, commit 2f6bace: for idx, layer in enumerate(reversed(self.layer_array)), and then self.layer_array[idx + 1] as the next layer
# mistake: The index counts in the reversed list, but is used in the list itself, so another layer is taken for the next one.
# lines: 37, 41
# crash: yes
# first wrong: -
from enum import Enum

import numpy as np


class LayerType(Enum):
    HIDDEN = "Hidden"
    OUTPUT = "Output"


class Layer:
    def __init__(self, weights, inputs, outputs, layerType):
        self.weights = weights
        self.input = inputs
        self.activatedNeurons = outputs
        self.layerType = layerType
        self.errorVector = None

    def getActiveNeurons(self):
        return np.where(self.activatedNeurons > 0, 1, 0)


class NeuralNetwork:
    def __init__(self, W, A, Y):
        self.layer_array = []
        for idx in range(3):
            self.layer_array.append(Layer(W[idx], A[idx], A[idx + 1], LayerType.HIDDEN))
        self.layer_array.append(Layer(W[3], A[3], Y, LayerType.OUTPUT))

    def backProp(self, rightVals):
        for idx, layer in enumerate(reversed(self.layer_array)):
            if layer.layerType is LayerType.OUTPUT:
                layer.errorVector = 2 * (layer.activatedNeurons - rightVals) / len(rightVals)
            elif layer.layerType is LayerType.HIDDEN:
                layer.errorVector = self.calcErrorTerm(layer, self.layer_array[idx + 1])

    def calcErrorTerm(self, layer, nextLayer):
        return (nextLayer.errorVector @ nextLayer.weights.T) * layer.getActiveNeurons()


def exercise1(W, B, A, Y, T):
    network = NeuralNetwork(W, A, Y)
    network.backProp(T)
    DW = [layer.input.T @ layer.errorVector for layer in network.layer_array]
    DB = [layer.errorVector.sum(axis=0) for layer in network.layer_array]
    return DW, DB
