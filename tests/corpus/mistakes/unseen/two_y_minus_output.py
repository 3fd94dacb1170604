# exercise: 1
# source: Mathematics Stack Exchange 4158072 "Calculating derivatives for backpropagation in 2-layer Neural Network": 2*(y - output) of a program that adds, against 2*(output - y)
# mistake: The derivative of the squared error has target minus output, the sign of a program that adds its steps.
# lines: 16
# crash: no
# first wrong: DW[3]
import numpy as np


def exercise1(W, B, A, Y, T):
    w1, w2, w3, w4 = W
    a0, a1, a2, a3 = A
    n = len(T)

    # Co = mean((a4 - y)^2)
    dCo_da4 = 2 * (T - Y) / n
    da4_dz4 = np.ones(Y.shape)
    dCo_dz4 = dCo_da4 * da4_dz4
    dCo_dw4 = np.dot(a3.T, dCo_dz4)
    dCo_db4 = np.sum(dCo_dz4, axis=0)

    dCo_da3 = np.dot(dCo_dz4, w4.T)
    da3_dz3 = np.heaviside(a3, 0)
    dCo_dz3 = dCo_da3 * da3_dz3
    dCo_dw3 = np.dot(a2.T, dCo_dz3)
    dCo_db3 = np.sum(dCo_dz3, axis=0)

    dCo_da2 = np.dot(dCo_dz3, w3.T)
    da2_dz2 = np.heaviside(a2, 0)
    dCo_dz2 = dCo_da2 * da2_dz2
    dCo_dw2 = np.dot(a1.T, dCo_dz2)
    dCo_db2 = np.sum(dCo_dz2, axis=0)

    dCo_da1 = np.dot(dCo_dz2, w2.T)
    da1_dz1 = np.heaviside(a1, 0)
    dCo_dz1 = dCo_da1 * da1_dz1
    dCo_dw1 = np.dot(a0.T, dCo_dz1)
    dCo_db1 = np.sum(dCo_dz1, axis=0)

    return [dCo_dw1, dCo_dw2, dCo_dw3, dCo_dw4], [dCo_db1, dCo_db2, dCo_db3, dCo_db4]
