# exercise: 1
# source: mizmizo/lectures, DL/chap4/homework.py (homework of a student): 1 / (i + np.exp(u[...])) with the loop variable i for the number 1
# mistake: In the derivative of the activation stands the loop variable i, where a fixed number belongs (here 0).
# lines: 21
# crash: no
# first wrong: DW[2]
import numpy as np


def exercise1(W, B, A, Y, T):
    layer_num = 4
    delta = [np.zeros((len(T), len(b))) for b in B]
    tmp_delta = 2 * (Y - T) / len(T)

    #b_prop
    for i in range(layer_num):
        if i == 0:
            delta[layer_num - 1] = tmp_delta
        else:
            back = np.dot(delta[layer_num - i], W[layer_num - i].T)
            delta[layer_num - 1 - i] = back * np.where(A[layer_num - i] > i, 1, 0)

    dW = []
    db = []
    for i in range(layer_num):
        dW.append(np.dot(A[i].T, delta[i]))
        db.append(np.dot(np.ones(len(A[i])), delta[i]))
    return dW, db
