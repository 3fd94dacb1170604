# exercise: 1
# source: maxmatkovski/Sports, Neural-Network.py: self.b2 = np.zeros(1, self.output_dim), beside np.zeros((1, self.hidden_dim))
# mistake: numpy.zeros gets the two sizes as two arguments and takes the second one for the dtype.
# lines: 15
# crash: yes
# first wrong: -
import numpy as np


def exercise1(W, B, A, Y, T):
    m = A[0].shape[0]  # Number of samples
    DW = []
    DB = []
    for w, b in zip(W, B):
        DW.append(np.zeros(w.shape[0], w.shape[1]))
        DB.append(np.zeros(b.shape[0]))

    dZ = 2 * (Y - T) / m
    for l in [3, 2, 1, 0]:
        DW[l] += np.dot(A[l].T, dZ)
        DB[l] += np.sum(dZ, axis=0)
        if l != 0:
            dZ = np.dot(dZ, W[l].T) * (A[l] > 0)
    return DW, DB
