# exercise: 1
# source: study notes "Neural Network Implementation Guide" (code corpus), which warn of it: "Uses W2, not dW2" on the way back
# mistake: The signal is sent back through the gradient of the weights dW, where it should go through the weights W.
# lines: 24
# crash: no
# first wrong: DW[2]
import numpy as np


class Parameters(dict):
    __getattr__ = dict.__getitem__


def exercise1(W, B, A, Y, T):
    p = Parameters({"W%d" % i: w for i, w in enumerate(W)})
    g = Parameters()
    dZ = np.true_divide(Y - T, len(T)) * 2
    i = len(W) - 1
    while True:
        g["dW%d" % i] = A[i].T @ dZ
        g["db%d" % i] = np.sum(dZ, 0)
        if i == 0:
            break
        dZ = np.dot(dZ, g["dW%d" % i].T) * (A[i] > 0)
        i -= 1
    return [g["dW%d" % i] for i in range(len(W))], [g["db%d" % i] for i in range(len(W))]
