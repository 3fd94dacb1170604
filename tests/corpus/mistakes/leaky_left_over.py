# exercise: 1
# source: BrainJS/brain.js, issue 560, and scientific-computing/FKB, issue 15: the slope of one kind of ReLU with the values of another
# mistake: The derivative is that of a leaky ReLU with 0.01 for the units that are off, but the network has plain ReLU.
# lines: 9, 14
# crash: no
# first wrong: DW[2]
import numpy as np

ALPHA = 0.01


def d_activation(a):
    deriv = np.ones(a.shape)
    deriv[a <= 0] = ALPHA
    return deriv


def exercise1(W, B, A, Y, T):
    dz = [2 * (Y - T) / len(Y)]
    for w, a in zip(W[:0:-1], A[:0:-1]):
        dz.append(dz[-1] @ w.T * d_activation(a))
    dz = dz[::-1]
    return [a.T @ d for a, d in zip(A, dz)], [d.sum(axis=0) for d in dz]
