# exercise: 1
# source: Project-10/DGM, pull request 45: m_vpNeuronLayers[2] where the layer of the loop is meant (C++)
# mistake: The derivative of the activation is taken at the layer number 2 in every turn of the loop, where the layer of that turn is meant.
# lines: 18
# crash: no
# first wrong: DW[2]
import numpy as np

relu_derivative = np.vectorize(lambda v: 1.0 if v > 0.0 else 0.0)


def exercise1(W, B, A, Y, T):
    numLayers = len(W)
    error = 2.0 * (Y - T) / Y.size
    Error = [error]
    for i in range(numLayers - 1, 0, -1):
        DeltaIn = Error[-1] @ W[i].T
        DeltaIn *= relu_derivative(A[2])
        Error.append(DeltaIn)
    Error.reverse()
    dW = [A[i].T @ Error[i] for i in range(numLayers)]
    dB = [Error[i].sum(axis=0) for i in range(numLayers)]
    return dW, dB
