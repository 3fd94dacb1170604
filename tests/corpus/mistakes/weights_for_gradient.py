# exercise: 1
# source: udacity/sdc-issue-reports, issue 75 "Typo in Backprop video": w2 - a * w2 for w2 - a * delta_w2
# mistake: For one layer the weights themselves are returned, where their gradient is meant: the name w2 for delta_w2.
# lines: 20
# crash: no
# first wrong: DW[1]
import numpy as np


def exercise1(W, B, A, Y, T):
    w1, w2, w3, w4 = W
    error_term = 2 * (Y - T) / len(T)
    delta_w4, delta_b4 = A[3].T @ error_term, error_term.sum(0)
    error_term = error_term @ w4.T * np.sign(A[3])
    delta_w3, delta_b3 = A[2].T @ error_term, error_term.sum(0)
    error_term = error_term @ w3.T * np.sign(A[2])
    delta_w2, delta_b2 = A[1].T @ error_term, error_term.sum(0)
    error_term = error_term @ w2.T * np.sign(A[1])
    delta_w1, delta_b1 = A[0].T @ error_term, error_term.sum(0)
    return [delta_w1, w2, delta_w3, delta_w4], [delta_b1, delta_b2, delta_b3, delta_b4]
