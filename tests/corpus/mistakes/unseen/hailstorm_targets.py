# exercise: 1
# source: hailstorm75/BackPropNeuralNetwork (C++), commit beb8918 "#1 -Fix algorithm": after every sample, BackPropagate ran over all outputData in place of outputData[in]
# mistake: every sample is propagated back with the targets of all samples, in a loop, in place of its own target
# lines: 25
# crash: no
# first wrong: DW[3]
import numpy as np


def back_propagate(W, a, y, expected, n_samples):
    gamma = 2 * (y - expected) / n_samples
    dw, db = [], []
    for l in range(len(W) - 1, -1, -1):
        dw.insert(0, np.outer(a[l], gamma))
        db.insert(0, gamma)
        gamma = W[l].dot(gamma) * (a[l] > 0)
    return dw, db


def exercise1(W, B, A, Y, T):
    DW = [np.zeros(w.shape) for w in W]
    DB = [np.zeros(b.shape) for b in B]
    for sample in range(len(Y)):
        activations = [a[sample] for a in A]
        for out in range(len(T)):
            dw, db = back_propagate(W, activations, Y[sample], T[out], len(T))
            for l in range(len(W)):
                DW[l] += dw[l]
                DB[l] += db[l]
    return DW, DB
