# exercise: 1
# source: AvaisP/machine-learning-programming-assignments-coursera-andrew-ng, issue 1 "regarding backpropagation" (MATLAB): d4 "including bias", "theta is 26*10 but d4 is 11*1 and that's the problem"
# mistake: The delta of the bias unit is not removed before the next step back, so it has seven columns where Theta needs six.
# lines: 24
# crash: yes
# first wrong: -
import numpy as np


def exercise1(W, B, A, Y, T):
    m = Y.shape[0]
    ones = np.ones((m, 1))

    # Theta: one row per unit, the bias first
    Theta = [np.hstack([b.reshape(-1, 1), w.T]) for w, b in zip(W, B)]
    # activations with the bias unit
    a = [np.hstack([ones, act]) for act in A]

    d = [None] * 4
    d[3] = 2 * (Y - T) / m
    for l in (2, 1, 0):
        back = d[l + 1].dot(Theta[l + 1])
        back = back * (a[l + 1] > 0)
        d[l] = back

    Theta_grad = [d[l].T.dot(a[l]) for l in range(4)]
    DW = [grad[:, 1:].T for grad in Theta_grad]
    DB = [grad[:, 0] for grad in Theta_grad]
    return DW, DB
