# exercise: 1
# source: deeplearning4j/deeplearning4j, pull request 1452 "Fix backprop for minibatch size of 1: switch .slices() to .size(0)" (Java): "gradients being divided by wrong amount"
# mistake: The gradients are divided by the number of columns of the deltas, not by the number of samples.
# lines: 20
# crash: no
# first wrong: DW[3]
from collections import OrderedDict

import numpy


class BaseLayer:
    def __init__(self, index, weights, bias, inp):
        self.index = index
        self.weights = weights
        self.bias = bias
        self.inp = inp

    def getMiniBatchSize(self, epsilon):
        return epsilon.shape[1]

    def gradient(self, epsilon):
        size = self.getMiniBatchSize(epsilon)
        g = OrderedDict()
        g["W"] = self.inp.T.dot(epsilon) / size
        g["b"] = epsilon.sum(axis=0) / size
        return g

    def epsilonNext(self, epsilon):
        return epsilon.dot(self.weights.T) * numpy.sign(self.inp)


def exercise1(W, B, A, Y, T):
    layers = [BaseLayer(i, *p) for i, p in enumerate(zip(W, B, A))]
    gradients = {}
    epsilon = 2.0 * (Y - T)
    for layer in reversed(layers):
        gradients[layer.index] = layer.gradient(epsilon)
        if layer.index:
            epsilon = layer.epsilonNext(epsilon)
    order = sorted(gradients)
    return [gradients[i]["W"] for i in order], [gradients[i]["b"] for i in order]
