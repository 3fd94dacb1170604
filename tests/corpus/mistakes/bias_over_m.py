# exercise: 1
# source: anyaschukin/Multilayer-Perceptron, commit 2d557ac: d_bias3 = np.sum(d_Z3, axis = 0, keepdims=True) / m, while the weights are not divided
# mistake: The bias gradients are divided by the number of samples, which is in the deltas already.
# lines: 18
# crash: no
# first wrong: DB[3]
import numpy as np


def exercise1(W, B, A, Y, T):
    m = Y.shape[0]
    assert m == T.shape[0]
    dZ, dWeights, dBias = {}, {}, {}
    last = len(W)
    dZ[last] = (2 / m) * np.subtract(Y, T)
    for layer in range(last, 0, -1):
        dWeights[layer] = np.dot(A[layer - 1].T, dZ[layer])
        dBias[layer] = np.sum(dZ[layer], axis=0) / m
        dA = np.dot(dZ[layer], W[layer - 1].T)
        dZ[layer - 1] = dA * np.sign(A[layer - 1]).clip(0)
    keys = range(1, last + 1)
    return [dWeights[k] for k in keys], [dBias[k] for k in keys]
