# exercise: 1
# source: Mathematics Stack Exchange 4158072 (read at math.techqa.club) "Calculating derivatives for backpropagation in 2-layer Neural Network": dC/dw_(L-1) without the factor 2(a_L - y)
# mistake: The chain for the hidden layers starts without the derivative of the cost.
# lines: 24
# crash: no
# first wrong: DW[2]
import numpy as np


def d_relu(a):
    return np.where(a > 0, 1, 0)


def exercise1(W, B, A, Y, T):
    x, a1, a2, a3 = A
    dC_da4 = 2 * (Y - T) / len(T)
    da4_dz4 = np.ones(Y.shape)

    # last layer
    dC_dz4 = dC_da4 * da4_dz4
    dC_dw4 = a3.T.dot(dC_dz4)

    # the layers before: dz4/da3 = w4 and so on
    dC_dz3 = da4_dz4.dot(W[3].T) * d_relu(a3)
    dC_dz2 = dC_dz3.dot(W[2].T) * d_relu(a2)
    dC_dz1 = dC_dz2.dot(W[1].T) * d_relu(a1)
    dC_dw3 = a2.T.dot(dC_dz3)
    dC_dw2 = a1.T.dot(dC_dz2)
    dC_dw1 = x.T.dot(dC_dz1)

    dC_db = [dz.sum(axis=0) for dz in (dC_dz1, dC_dz2, dC_dz3, dC_dz4)]
    return [dC_dw1, dC_dw2, dC_dw3, dC_dw4], dC_db
