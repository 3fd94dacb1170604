# exercise: 1
# source: the manner of a-mhamdi/neural-network-from-scratch-in-Julia and exdatascientia.com "Programming the backpropagation algorithm from scratch" (R): column vectors and diagonal matrices
# mistake: none
# lines: -
# crash: no
# first wrong: -
import numpy as np


def exercise1(W, B, A, Y, T):
    K = len(W)
    dW = [0 * w for w in W]
    dB = [0 * b for b in B]

    def J(a):
        """Jacobian of the activation at a column vector."""
        return np.diagflat([float(v > 0) for v in a.ravel()])

    for k in range(1, len(T) + 1):
        a = [m[k - 1 : k].T for m in A]
        e = Y[k - 1 : k].T - T[k - 1 : k].T
        s = [None] * K
        s[K - 1] = 2 / len(T) * e
        for m in reversed(range(K - 1)):
            s[m] = J(a[m + 1]) @ W[m + 1] @ s[m + 1]
        for m in range(K):
            dW[m] = dW[m] + np.kron(a[m], s[m].T)
            dB[m] = dB[m] + s[m][:, 0]
    return dW, dB
