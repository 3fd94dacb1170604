# exercise: 1
# source: makeyourownneuralnetwork/makeyourownneuralnetwork, issue 88 (hidden error without the derivative), and hunkim/DeepLearningZeroToAll, issue 173 (average missing)
# mistake: The errors of the hidden layers are sent back without any slope, and the sum over the samples is not divided by their number.
# lines: 16, 20
# crash: no
# first wrong: DW[3]
import numpy as np


def exercise1(W, B, A, Y, T):
    who = [w.T for w in W]
    dwho, dbias = [np.zeros(w.shape) for w in W], [np.zeros(b.shape) for b in B]
    for record in range(len(T)):
        outputs = [a[record].reshape(-1, 1) for a in A]
        targets = T[record].reshape(-1, 1)
        errors = 2 * (Y[record].reshape(-1, 1) - targets)
        for k in (3, 2, 1, 0):
            dwho[k] += np.dot(errors, outputs[k].T).T
            dbias[k] += errors[:, 0]
            errors = np.dot(who[k].T, errors)
    return dwho, dbias
