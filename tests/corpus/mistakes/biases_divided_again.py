# exercise: 1
# source: deeplearning4j/deeplearning4j, pull request 366 "Mw gradient fix": biases are divided by the batch size twice; and the halved loss of davisking/dlib, issue 1169
# mistake: The biases are divided by the number of samples a second time, and the factor 2 of the derivative is missing everywhere.
# lines: 16, 21
# crash: no
# first wrong: DW[3]
import numpy as np


class GradientAdjustment:
    def __init__(self, miniBatchSize):
        self.miniBatchSize = miniBatchSize

    def update(self, gradient):
        weights, bias = gradient
        return weights / self.miniBatchSize, bias.mean(0) / self.miniBatchSize


def exercise1(W, B, A, Y, T):
    adjustment = GradientAdjustment(len(T))
    delta = Y - T
    table = {}
    for i in range(len(W) - 1, -1, -1):
        table[i] = adjustment.update((A[i].T.dot(delta), delta))
        delta = delta.dot(W[i].T) * (A[i] > 0)
    return [table[i][0] for i in sorted(table)], [table[i][1] for i in sorted(table)]
