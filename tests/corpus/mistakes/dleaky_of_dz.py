# exercise: 1
# source: proxieslive.com (a forum question on gradient checking): dZ-1 = dA-1 * dLeakyRelu(dZLayerHidden)
# mistake: The derivative of the activation is taken at the gradient dZ, and not at what went through the activation.
# lines: 28
# crash: no
# first wrong: DW[2]
import numpy as np

SLOPE = 0.0  # plain ReLU


def dLeakyRelu(Z):
    return np.where(Z > 0, 1.0, SLOPE)


def exercise1(W, B, A, Y, T):
    m = T.shape[0]
    dWeights, dBiases = {}, {}

    # output layer, no activation
    dA = (2 / m) * (Y - T)
    dZ = dA * 1
    dWeights[3] = np.dot(A[3].T, dZ)
    dBiases[3] = np.sum(dZ, axis=0)

    for hidden in (2, 1, 0):
        dA = np.dot(dZ, W[hidden + 1].T)
        dZ = dA * dLeakyRelu(dA)
        dWeights[hidden] = np.dot(A[hidden].T, dZ)
        dBiases[hidden] = np.sum(dZ, axis=0)

    return [dWeights[i] for i in range(4)], [dBiases[i] for i in range(4)]
