# exercise: 1
# source: Data Science Stack Exchange 20139 "Gradients for bias terms in backpropagation": dz2 = dh2 * (1 - dh2), the derivative of the activation at the error dh2 instead of h2
# mistake: The derivative of ReLU is taken at the signal that comes back, not at the activation of the unit.
# lines: 16
# crash: no
# first wrong: DW[2]
import numpy as np


def exercise1(theta, b, h, y_pred, y):
    dz = 2 * (y_pred - y) / len(y)
    dtheta = [np.dot(np.transpose(h[3]), dz)]
    db = [np.sum(dz, axis=0)]
    for k in [3, 2, 1]:
        dh = np.dot(dz, np.transpose(theta[k]))
        dz = dh * (dh > 0)
        dtheta.append(np.dot(np.transpose(h[k - 1]), dz))
        db.append(np.sum(dz, axis=0))
    return dtheta[::-1], db[::-1]
