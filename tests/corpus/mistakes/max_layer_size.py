# exercise: 1
# source: tcwangshiqi-columbia/ReluVal, pull request 2 "Fix matrix indexing in backward_prop function" (C)
# mistake: The rows of every flat weight matrix are taken to be as long as the largest layer, which is wrong for the output layer.
# lines: 22
# crash: yes
# first wrong: -
import numpy as np


class NNet:
    def __init__(self, W):
        self.numLayers = len(W)
        self.layerSizes = [w.shape[0] for w in W] + [W[-1].shape[1]]
        self.maxLayerSize = max(self.layerSizes)
        self.matrix = [w.ravel() for w in W]


def backward_prop(nnet, activations, grad):
    grads = [grad]
    for layer in range(nnet.numLayers - 1, 0, -1):
        rows, cols = nnet.layerSizes[layer], nnet.layerSizes[layer + 1]
        width = nnet.maxLayerSize
        below = np.zeros((len(grad), rows))
        for i in range(rows):
            for j in range(cols):
                below[:, i] += nnet.matrix[layer][i * width + j] * grad[:, j]
        grad = below * (activations[layer] > 0)
        grads.insert(0, grad)
    return grads


def exercise1(W, B, A, Y, T):
    nnet = NNet(W)
    grads = backward_prop(nnet, A, 2 * (Y - T) / T.size)
    DW, DB = [], []
    for a, g in zip(A, grads):
        DW.append(np.tensordot(a, g, axes=(0, 0)))
        DB.append(np.add.reduce(g, axis=0))
    return DW, DB
