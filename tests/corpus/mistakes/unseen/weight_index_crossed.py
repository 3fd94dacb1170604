# exercise: 1
# source: xszz.org, question 'XOR Java Neural Network' (Java, one array Weight[0..8], also on Stack Overflow): Y1 takes Weight[0] and Weight[1], Y2 takes Weight[2] and Weight[3], but Weight[1] is changed with Delta1*InputOne and Weight[2] with Delta2*InputTwo (and 0 with Delta2, 3 with Delta1)
# mistake: The weights lie in one list, neuron after neuron; the changes of the first layer are stored input after input, so most of them go to another weight than the one they belong to.
# lines: 30
# crash: no
# first wrong: DW[0]
import numpy as np


def exercise1(W, B, A, Y, T):
    sizes = [4, 6, 6, 6, 1]
    Weight = [[w[i, n] for n in range(w.shape[1]) for i in range(w.shape[0])] for w in W]
    Change = [[0.0] * len(w) for w in Weight]
    ThetaChange = [[0.0] * s for s in sizes[1:]]

    for p in range(len(T)):
        Node = [list(a[p]) for a in A] + [list(Y[p])]
        Delta = [None] * 4
        Delta[3] = [2 * (Node[4][0] - T[p][0]) / len(T)]
        for l in (2, 1, 0):
            Delta[l] = [0.0] * sizes[l + 1]
            for n in range(sizes[l + 1]):
                for k in range(sizes[l + 2]):
                    Delta[l][n] += Delta[l + 1][k] * Weight[l + 1][k * sizes[l + 1] + n]
                if Node[l + 1][n] <= 0:
                    Delta[l][n] = 0.0

        for n in range(sizes[1]):
            for i in range(sizes[0]):
                Change[0][i * sizes[1] + n] += Delta[0][n] * Node[0][i]
        for l in (1, 2, 3):
            for n in range(sizes[l + 1]):
                for i in range(sizes[l]):
                    Change[l][n * sizes[l] + i] += Delta[l][n] * Node[l][i]
        for l in range(4):
            for n in range(sizes[l + 1]):
                ThetaChange[l][n] += Delta[l][n]

    DW = [np.array(c).reshape(w.shape[::-1]).T for c, w in zip(Change, W)]
    return DW, [np.array(t) for t in ThetaChange]
