# exercise: 1
# source: LxMLS/lxmls-guide, issue 115: "Otherwise, the weights will be updated before all the gradients are computed"
# mistake: For each layer the step is made at once, so the signal for the layers below goes through weights that have changed already.
# lines: 17, 19
# crash: no
# first wrong: DW[2]
import numpy as np


def exercise1(W, B, A, Y, T):
    params = [[w.copy(), b.copy()] for w, b in zip(W, B)]
    history = []
    e = 2 * (Y - T) / len(Y)
    for (w, b), h in zip(reversed(params), reversed(A)):
        dw, db = h.T @ e, e @ np.eye(e.shape[1])
        history.append((dw, db.sum(0)))
        w -= 0.05 * dw
        b -= 0.05 * db.sum(0)
        e = e @ w.T * (h > 0)
    return [dw for dw, _ in history[::-1]], [db for _, db in history[::-1]]
