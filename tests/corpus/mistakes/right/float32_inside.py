# exercise: 1
# source: style of deep learning libraries, computes in float32
# mistake: none
# lines: -
# crash: no
# first wrong: -
import numpy as np

f4 = np.float32


def exercise1(W, B, A, Y, T):
    weights = [w.astype(f4) for w in W]
    acts = [a.astype(f4) for a in A]
    g = (Y.astype(f4) - T.astype(f4)) * f4(2) / f4(len(T))
    dw, db = [], []
    for w, a in zip(weights[::-1], acts[::-1]):
        dw.insert(0, (a.T @ g).astype(np.float64))
        db.insert(0, g.sum(axis=0, dtype=f4).astype(np.float64))
        g = (g @ w.T) * (a > 0).astype(f4)
    return dw, db
