# exercise: 1
# source: Coursera style, arrays kept in Fortran order with units first
# mistake: none
# lines: -
# crash: no
# first wrong: -
import numpy as np


def exercise1(W, B, A, Y, T):
    F = [np.asfortranarray(a.T) for a in A]
    m = F[0].shape[1]
    dZ = np.asfortranarray((Y - T).T) * (2.0 / m)
    out = []
    for l in range(len(W) - 1, -1, -1):
        out.append((F[l] @ dZ.T, dZ @ np.ones(m)))
        if l:
            dZ = W[l] @ dZ
            dZ[F[l] == 0] = 0
    out.reverse()
    dW, db = zip(*out)
    return list(dW), list(db)
