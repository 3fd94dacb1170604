# exercise: 1
# source: community.deeplearning.ai thread 119220 "Course 1 - Week 2 - Exercise 5 - propagate": the elementwise product for dw, "dw.shape is (2,3) not (2,1)"
# mistake: The gradient of the weights is an elementwise product of inputs and deltas, where the matrix product of the transposed inputs is meant.
# lines: 11
# crash: yes
# first wrong: -
import numpy as np


def dw_of(a, dz):
    return a * dz


def exercise1(W, B, A, Y, T):
    def go(layer, dz):
        if layer < 0:
            return [], []
        down = np.dot(dz, W[layer].T)
        down[A[layer] <= 0] = 0
        dws, dbs = go(layer - 1, down)
        return dws + [dw_of(A[layer], dz)], dbs + [dz.sum(0)]

    return go(len(W) - 1, 2 * (Y - T) / T.shape[0])
