# exercise: 1
# source: Artificial Intelligence Stack Exchange 26920: dC_dw2 = delta2 * derv_sigmoid(a2), 'stuck on the last step of updating the weights'
# mistake: The gradient of the weights is the signal alone: the activations of the layer before are not multiplied in.
# lines: 26
# crash: no
# first wrong: DW[3]
import numpy as np


def derv_relu(a):
    return np.where(a > 0, 1.0, 0.0)


def exercise1(W, B, A, Y, T):
    a0, a1, a2, a3 = A
    a4 = Y

    # Backward pass
    dC_da4 = 2 * (a4 - T) / len(T)
    delta4 = dC_da4 * 1  # linear output

    delta3 = delta4 @ W[3].T * derv_relu(a3)
    delta2 = delta3 @ W[2].T * derv_relu(a2)
    delta1 = delta2 @ W[1].T * derv_relu(a1)

    DW = [delta1, delta2, delta3, delta4]
    DB = [delta1.sum(axis=0), delta2.sum(axis=0), delta3.sum(axis=0), delta4.sum(axis=0)]
    return DW, DB
