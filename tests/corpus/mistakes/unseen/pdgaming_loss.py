# exercise: 1
# source: PDgaming/Neural-Network-From-Scratch, commit a8985c6 "correct back-propagation on a input vector of larger size than 1": delta_loss = 2 * loss became 2 * (a - answer)
# mistake: the derivative of the loss is taken as twice the squared loss in place of twice the difference
# lines: 27
# crash: no
# first wrong: DW[3]
import numpy as np


def calculate_loss(result, answer):
    return (result - answer) ** 2


def relu_derivative(a):
    return np.where(a > 0, 1, 0)


def back_propagation(inputs, weight, dL_dz):
    dL_dw = inputs.T @ dL_dz
    dL_db = np.sum(dL_dz, axis=0)
    dL_dinputs = dL_dz @ weight.T
    return dL_dw, dL_db, dL_dinputs


def exercise1(W, B, A, Y, T):
    loss = calculate_loss(Y, T)
    dL_dz = 2 * loss / len(T)
    DW, DB = [0] * 4, [0] * 4
    for layer in (3, 2, 1, 0):
        DW[layer], DB[layer], dL_da = back_propagation(A[layer], W[layer], dL_dz)
        dL_dz = dL_da * relu_derivative(A[layer])
    return DW, DB
