# exercise: 1
# source: zhongkaifu/RNNSharp, issue 8 "Crash in UpdateLearningRate" (C#): a matrix of size (L2, L1) is indexed with i, k, where k, i is meant
# mistake: The matrix of deltas has the size (L2, L1), but is indexed with [i, k].
# lines: 18
# crash: yes
# first wrong: -
import numpy as np


class Hidden2OutputWeight:
    def __init__(self, L1, L2):
        self.L1, self.L2 = L1, L2
        self.delta = np.zeros((L2, L1))

    def Learn(self, neuHidden, er):
        for i in range(self.L1):
            for k in range(self.L2):
                self.delta[i, k] += np.dot(neuHidden[:, i], er[:, k])

    def Result(self):
        return self.delta.transpose()


def exercise1(W, B, A, Y, T):
    er = (Y - T) * 2 / len(Y)
    DW, DB = [None] * len(W), [None] * len(W)
    for layer in range(len(W) - 1, -1, -1):
        matrix = Hidden2OutputWeight(*W[layer].shape)
        matrix.Learn(A[layer], er)
        DW[layer] = matrix.Result()
        DB[layer] = np.sum(er, 0)
        er = np.dot(er, W[layer].T) * (A[layer] > 0)
    return DW, DB
