# exercise: 1
# source: patrickloeber/pytorchTutorial, pull requests 5 and 11: the mean of the manual gradient is taken of a number that was summed already
# mistake: The mean of all differences is taken first, so every sample gets the same signal.
# lines: 11
# crash: no
# first wrong: DW[3]
import numpy as np


def gradient(y_predicted, y):
    return np.full(y.shape, 2 * (y_predicted - y).mean() / y.size)


def exercise1(W, B, A, Y, T):
    queue = [(a, w) for a, w in zip(A, W)]
    dJ = gradient(Y, T)
    dJdw, dJdb = [], []
    while queue:
        x, w = queue.pop()
        dJdw.append(np.dot(x.T, dJ))
        dJdb.append(dJ.sum(axis=0))
        dJ = np.dot(dJ, w.T)
        dJ *= x > 0
    return dJdw[::-1], dJdb[::-1]
