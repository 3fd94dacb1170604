# exercise: 1
# source: Artificial Intelligence Stack Exchange 25716 "Neural Network trains towards 1 despite target" (C++): newWeight = alpha * prevLayer.neurons.at(neuron).GetDerivedValue(theta)
# mistake: The weight gradient takes the slope of the neuron in the previous layer, where the slope of the neuron in this layer belongs.
# lines: 30
# crash: no
# first wrong: DW[2]
import numpy as np


def GetDerivedValue(layer):
    return np.where(layer > 0, 1.0, 0.0)


def exercise1(W, B, A, Y, T):
    deltaWeights, deltaBias = [None] * 4, [None] * 4
    neuralLayers = A + [Y]
    output = len(W)

    # error terms of the layer in question, still without its slope
    sumErrorWeights = 2 * (Y - T) / T.shape[0]
    for layer in range(output, 0, -1):
        prevLayer = neuralLayers[layer - 1]
        thisLayer = neuralLayers[layer]
        slope = np.ones_like(thisLayer) if layer == output else GetDerivedValue(thisLayer)
        error = slope * sumErrorWeights

        newWeight = np.zeros(W[layer - 1].shape)
        for neuron in range(prevLayer.shape[1]):
            for errorNeuron in range(thisLayer.shape[1]):
                change = GetDerivedValue(prevLayer[:, neuron])
                change *= prevLayer[:, neuron]
                change *= sumErrorWeights[:, errorNeuron]
                newWeight[neuron, errorNeuron] = np.sum(change)
        deltaWeights[layer - 1] = newWeight
        deltaBias[layer - 1] = np.sum(error, axis=0)

        sumErrorWeights = error.dot(W[layer - 1].T)
    return deltaWeights, deltaBias
