# exercise: 1
# source: visionaryr/NN_BackPropagation (C++), commit 9e15d11 "DeltaWeightsCalculation() was incorrectly passed in value(copy) of DeltaWeights instead of reference"
# mistake: The function that adds to the delta weights works on its own copy of the list, so the caller's list stays zero.
# lines: 21
# crash: no
# first wrong: DW[3]
import copy

import numpy as np


def NodeDeltaCalculation(Weights, Outputs, Desired, Predicted):
    NodeDelta = [2 * (Predicted - Desired) / len(Desired)]
    for Layer in range(len(Weights) - 1, 0, -1):
        Sum = np.dot(NodeDelta[0], Weights[Layer].T)
        NodeDelta.insert(0, np.where(Outputs[Layer] > 0, Sum, 0))
    return NodeDelta


def DeltaWeightsCalculation(DeltaWeights, Outputs, NodeDelta):
    DeltaWeights = copy.deepcopy(DeltaWeights)
    for Layer in range(len(DeltaWeights)):
        DeltaWeights[Layer] += np.dot(Outputs[Layer].T, NodeDelta[Layer])


def DeltaBiasCalculation(NodeDelta):
    return [np.sum(Delta, axis=0) for Delta in NodeDelta]


def exercise1(W, B, A, Y, T):
    DeltaWeights = [np.zeros(w.shape) for w in W]
    NodeDelta = NodeDeltaCalculation(W, A, T, Y)
    DeltaWeightsCalculation(DeltaWeights, A, NodeDelta)
    return DeltaWeights, DeltaBiasCalculation(NodeDelta)
