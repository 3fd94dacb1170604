# exercise: 1
# source: maddin79/darch, pull request 2 and commit a86e96c "Fix single-neuron hidden layer backprop error" (R): "non-conformable arrays", drop=F is missing
# mistake: The axis of length 1 is dropped in the layer with a single neuron, so its weights are a vector and the product fails.
# lines: 12
# crash: yes
# first wrong: -
import numpy as np


def subset(m, rows):
    """The rows of a matrix."""
    return np.squeeze(m[rows, :])


def exercise1(W, B, A, Y, T):
    # darch keeps weights and biases in one matrix, biases in the last row
    layers = [np.vstack([w, b]) for w, b in zip(W, B)]
    numLayers = len(layers)

    delta = {numLayers - 1: 2 * (Y - T) / Y.shape[0]}
    for i in range(numLayers - 1, 0, -1):
        nrow = layers[i].shape[0]
        weights = subset(layers[i], slice(0, nrow - 1))
        delta[i - 1] = np.matmul(delta[i], weights.T) * (A[i] > 0)

    DW = [np.matmul(A[i].T, delta[i]) for i in range(numLayers)]
    DB = [delta[i].sum(axis=0) for i in range(numLayers)]
    return DW, DB
