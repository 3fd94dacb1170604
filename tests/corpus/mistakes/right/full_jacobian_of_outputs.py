# exercise: 1
# source: style of a student who multiplies Jacobians from the input side
# mistake: none
# lines: -
# crash: no
# first wrong: -
import numpy as np


def exercise1(W, B, A, Y, T):
    L, N = len(W), len(Y)
    DW, DB = [np.zeros(w.shape) for w in W], [np.zeros(b.shape) for b in B]
    for n in range(N):
        error_by_output = 2 * (Y[n] - T[n]) / N
        for l in range(L):
            # the Jacobian of the output with respect to the sums of layer l
            J = np.eye(W[l].shape[1])
            for k in range(l + 1, L):
                J = J @ np.diag((A[k][n] > 0) * 1.0) @ W[k]
            signal = J @ error_by_output
            DB[l] += signal
            DW[l] += np.outer(A[l][n], signal)
    return DW, DB
