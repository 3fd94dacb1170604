# exercise: 1
# source: maddin79/darch, commit 3a8c0e9 "Fix errors in backprop" (R): weightsInc and biasesInc were not divided by nrow(delta[[i]])
# mistake: The sums over the samples are not divided by the number of samples.
# lines: 34, 35
# crash: no
# first wrong: DW[3]
import numpy as np

matMult = np.matmul
t = np.transpose


def rowSums(m):
    return m.sum(axis=1)


def nrow(m):
    return m.shape[0]


def exercise1(W, B, A, Y, T):
    numLayers = len(W)
    outputs = list(A)

    delta = [None] * numLayers
    error = 2 * (Y - T)
    delta[numLayers - 1] = error
    for i in range(numLayers - 2, -1, -1):
        derivative = 1 * (outputs[i + 1] > 0)
        delta[i] = matMult(delta[i + 1], t(W[i + 1])) * derivative

    weightsInc, biasesInc = [], []
    for i in range(numLayers):
        weightsInc.append(t(matMult(t(delta[i]), outputs[i])))
        biasesInc.append(rowSums(t(delta[i])))
    return weightsInc, biasesInc
