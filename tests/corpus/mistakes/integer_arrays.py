# exercise: 1
# source: nu-radio/NuRadioMC, issue 1061 "Gradient error from bad dtype": the array for the gradient has dtype int
# mistake: The arrays for the gradients are made of integers, so all that is stored in them loses its digits after the point.
# lines: 13, 14, 19, 20
# crash: no
# first wrong: DW[3]
import numpy as np


def exercise1(W, B, A, Y, T):
    DW, DB = [], []
    for w, b in zip(W, B):
        DW.append(np.array([[0] * w.shape[1]] * w.shape[0]))
        DB.append(np.array([0] * len(b)))
    signal = 2 * (Y - T) / len(Y)
    l = len(W)
    while l > 0:
        l -= 1
        DW[l][:, :] = A[l].T.dot(signal)
        DB[l][:] = signal.sum(axis=0)
        signal = signal.dot(W[l].T)
        signal[A[l] <= 0] = 0.0
    return DW, DB
