# exercise: 1
# source: community.deeplearning.ai thread 63071, planar assignment: dZ1 multiplied by 1/m, and dW1 and db1 again
# mistake: The signal of every layer is divided by m once more, although the gradients are divided by m anyway.
# lines: 19, 23, 27
# crash: no
# first wrong: DW[2]
import numpy as np


def exercise1(W, B, A, Y, T):
    m = A[0].shape[0]
    X, A1, A2, A3 = [a.T for a in A]
    W1, W2, W3, W4 = [w.T for w in W]

    dZ4 = 2 * (Y - T).T
    dW4 = (1 / m) * np.dot(dZ4, A3.T)
    db4 = (1 / m) * np.sum(dZ4, axis=1)

    dZ3 = (1 / m) * np.dot(W4.T, dZ4) * (A3 > 0)
    dW3 = (1 / m) * np.dot(dZ3, A2.T)
    db3 = (1 / m) * np.sum(dZ3, axis=1)

    dZ2 = (1 / m) * np.dot(W3.T, dZ3) * (A2 > 0)
    dW2 = (1 / m) * np.dot(dZ2, A1.T)
    db2 = (1 / m) * np.sum(dZ2, axis=1)

    dZ1 = (1 / m) * np.dot(W2.T, dZ2) * (A1 > 0)
    dW1 = (1 / m) * np.dot(dZ1, X.T)
    db1 = (1 / m) * np.sum(dZ1, axis=1)

    return [dW1.T, dW2.T, dW3.T, dW4.T], [db1, db2, db3, db4]
