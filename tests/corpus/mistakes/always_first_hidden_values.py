# exercise: 1
# source: ralampay/ann, pull request 22 "Update backPropagation.cpp": layers.at(0) is used at every hidden layer (C++)
# mistake: For all layers but the first, the gradient of the weights takes the values of one fixed layer, the first hidden one.
# lines: 13
# crash: no
# first wrong: DW[3]
import numpy as np


def getZ(layers, i):
    if i == 1:
        return layers[0]
    return layers[1]


def exercise1(W, B, A, Y, T):
    layers = [np.asmatrix(a) for a in A] + [np.asmatrix(Y)]
    gradients = 2 * (layers[-1] - np.asmatrix(T)) / len(T)
    newW, newB = [], []
    for i in range(len(layers) - 1, 0, -1):
        zActivated = getZ(layers, i)
        deltaWeights = zActivated.T * gradients
        newW.append(np.asarray(deltaWeights))
        newB.append(np.asarray(gradients.sum(axis=0)).ravel())
        derivedValues = np.where(layers[i - 1] > 0, 1, 0)
        gradients = np.multiply(gradients * np.asmatrix(W[i - 1]).T, derivedValues)
    newW.reverse()
    newB.reverse()
    return newW, newB
