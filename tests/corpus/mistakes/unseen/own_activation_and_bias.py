# exercise: 1
# source: question "Neural Network Backpropagation Problems" (found in the corpus nvidia/Nemotron-CC-Math-v1): deltaweight(i)(j,k) = -error(i)(k) * activation(i)(k) and deltabias(i)(k) = -error(i)(k) * bias(i)(k), both with the index k of the neuron that the weight leads to
# mistake: the change of a weight takes the activation of the neuron that it leads to, not of that from which it comes, and the change of a bias is multiplied by the bias
# lines: 29, 30
# crash: no
# first wrong: DW[3]
import numpy as np


def exercise1(W, B, A, Y, T):
    examples = len(T)
    layers = len(W)
    activation = A + [Y]
    deltaweight = [np.zeros(w.shape) for w in W]
    deltabias = [np.zeros(b.shape) for b in B]
    for n in range(examples):
        error = [np.zeros(a.shape[1]) for a in activation]
        for i in range(len(error[layers])):
            error[layers][i] = 2 * (Y[n, i] - T[n, i])
        for i in range(layers - 1, 0, -1):
            for j in range(len(error[i])):
                for k in range(len(error[i + 1])):
                    error[i][j] += error[i + 1][k] * W[i][j, k]
                if activation[i][n, j] <= 0:
                    error[i][j] = 0
        for i in range(1, layers + 1):
            for k in range(len(error[i])):
                for j in range(len(error[i - 1])):
                    deltaweight[i - 1][j, k] += error[i][k] * activation[i][n, k] / examples
                deltabias[i - 1][k] += error[i][k] * B[i - 1][k] / examples
    return deltaweight, deltabias
