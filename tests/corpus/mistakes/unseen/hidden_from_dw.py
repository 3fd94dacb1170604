# exercise: 1
# source: m.weizhi.cc 315499 (in Chinese), the widely copied exercise "8.3 BP": d_w1 = (d_w5 + d_w6) * out_h1 * (1 - out_h1) * x1, where the deltas times the weights w5 and w6 belong
# mistake: The error of a hidden unit is the sum of the gradients of its outgoing weights (delta times activation), not the sum of the deltas times those weights.
# lines: 30
# crash: no
# first wrong: DW[2]
import numpy as np


def exercise1(W, B, A, Y, T):
    N = len(T)
    d_w = [np.zeros(w.shape) for w in W]
    d_b = [np.zeros(b.shape) for b in B]
    for n in range(N):
        d_out = 2 * (Y[n] - T[n]) / N
        for k in (3, 2, 1, 0):
            rows, cols = W[k].shape
            step = np.zeros((rows, cols))
            for i in range(rows):
                for j in range(cols):
                    step[i, j] = d_out[j] * A[k][n, i]
            d_w[k] += step
            d_b[k] += d_out
            if k == 0:
                break
            d_hidden = np.zeros(rows)
            for i in range(rows):
                total = 0.0
                for j in range(cols):
                    total += step[i, j]
                d_hidden[i] = total * (1.0 if A[k][n, i] > 0 else 0.0)
            d_out = d_hidden
    return d_w, d_b
