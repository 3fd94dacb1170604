# exercise: 1
# source: Stack Overflow 53287032 "Multi-layer neural network back-propagation formula": delta = dot(W.T, delta) in place of dot(W.T, tmp)
# mistake: The slope of ReLU enters the gradients of a layer, but what is sent to the layer below is the signal before the slope was multiplied.
# lines: 17
# crash: no
# first wrong: DW[1]
import numpy as np


def exercise1(W, B, A, Y, T):
    outs = A[1:] + [Y]
    dw, db = [], []
    delta = 2 * (Y - T).T / len(T)
    for k in [3, 2, 1, 0]:
        slope = np.ones(outs[k].shape) if k == 3 else np.heaviside(outs[k], 0)
        tmp = delta * slope.T
        delta = np.dot(W[k], delta)
        dw = [np.dot(A[k].T, tmp.T)] + dw
        db = [tmp.sum(axis=1)] + db
    return dw, db
