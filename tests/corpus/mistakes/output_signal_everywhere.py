# exercise: 1
# source: qixianbiao/RNN, issue 2 (in Chinese): the gradient of h is not passed on to the step before
# mistake: The signal of the layer above is computed anew from the output weights in every turn; what the loop has computed is not handed on.
# lines: 22
# crash: no
# first wrong: DW[1]
import numpy as np


def exercise1(W, B, A, Y, T):
    dQ = 2 * (Y - T) / len(T)
    D_W = [np.zeros_like(w) for w in W]
    D_B = [np.zeros_like(b) for b in B]
    D_W[3] += A[3].T.dot(dQ)
    D_B[3] += dQ.sum(axis=0)
    dL_h = dQ.dot(W[3].T)
    for t in range(2, -1, -1):
        dh = (A[t + 1] > 0).astype(float)
        dt = dh * dL_h
        D_W[t] += A[t].T.dot(dt)
        D_B[t] += dt.sum(axis=0)
        dL_h = dQ.dot(W[3].T)
    return D_W, D_B
