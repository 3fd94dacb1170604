# exercise: 1
# source: einsum style, the gradient of each array written as one long product
# mistake: none
# lines: -
# crash: no
# first wrong: -
import numpy as np


def exercise1(W, B, A, Y, T):
    M = [None] + [np.asarray(a > 0, dtype=float) for a in A[1:]]
    e = 2 * (Y - T) / len(Y)
    s3 = e
    s2 = np.einsum("no,ho,nh->nh", e, W[3], M[3])
    s1 = np.einsum("no,ho,nh,gh,ng->ng", e, W[3], M[3], W[2], M[2], optimize=True)
    s0 = np.einsum(
        "no,ho,nh,gh,ng,fg,nf->nf", e, W[3], M[3], W[2], M[2], W[1], M[1], optimize=True
    )
    return (
        [np.einsum("ni,no->io", a, s) for a, s in zip(A, (s0, s1, s2, s3))],
        [np.einsum("no->o", s) for s in (s0, s1, s2, s3)],
    )
