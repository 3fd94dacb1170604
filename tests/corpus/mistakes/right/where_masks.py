# exercise: 1
# source: style of numpy answers with where and select
# mistake: none
# lines: -
# crash: no
# first wrong: -
import numpy as np


def exercise1(W, B, A, Y, T):
    N = float(T.shape[0])
    E4 = np.subtract(Y, T) / N + np.subtract(Y, T) / N
    E3 = np.where(A[3] > 0.0, np.inner(E4, W[3]), 0.0)
    E2 = np.where(A[2] > 0.0, np.inner(E3, W[2]), 0.0)
    E1 = np.select([A[1] > 0.0], [np.inner(E2, W[1])], default=0.0)
    Es = [E1, E2, E3, E4]
    return [np.inner(a.T, e.T) for a, e in zip(A, Es)], [np.einsum("ij->j", e) for e in Es]
