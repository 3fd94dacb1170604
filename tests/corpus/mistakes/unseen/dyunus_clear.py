# exercise: 1
# source: dyunus21/Neural-Network-From-Scratch (C++), commit bc01942 "fixed clearGradients": memset(gradients, 0, size) clears only a part of the array, the wrong size is counted
# mistake: before every sample only the first four gradients of the nodes of a layer are cleared, because the number of layers is taken for the number of nodes, and the others still hold those of the sample before
# lines: 11, 13
# crash: no
# first wrong: DW[2]
import numpy as np


def clear_gradients(nodes):
    size = len(nodes)
    for gradients in nodes:
        gradients[:size] = 0


def exercise1(W, B, A, Y, T):
    DW = [np.zeros_like(w) for w in W]
    DB = [np.zeros_like(b) for b in B]
    nodes = [np.zeros(len(b)) for b in B]
    for n in range(len(T)):
        clear_gradients(nodes)
        nodes[-1][0] = 2 * (Y[n, 0] - T[n, 0]) / len(T)
        for l in reversed(range(len(W))):
            for j in range(W[l].shape[1]):
                if l < len(W) - 1 and A[l + 1][n, j] <= 0:
                    nodes[l][j] = 0
                DB[l][j] += nodes[l][j]
                for i in range(W[l].shape[0]):
                    DW[l][i, j] += nodes[l][j] * A[l][n, i]
                    if l > 0:
                        nodes[l - 1][i] += nodes[l][j] * W[l][i, j]
    return DW, DB
