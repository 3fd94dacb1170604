# exercise: 1
# source: sar-gupta/neural-network-from-scratch, neuralnetwork.py and pull request 6 "Change in the back_pass function": the hidden delta is np.sum(np.multiply(new_weights, weights), axis=1), without the delta of the layer after it
# mistake: The hidden signal is the sum of the updated weights times the weights, so the signal of the next layer is not in it.
# lines: 23
# crash: no
# first wrong: DW[2]
import numpy as np

learning_rate = 0.1


def exercise1(W, B, A, Y, T):
    batch_size = len(T)
    DW = [None] * len(W)
    DB = [None] * len(B)
    i = len(W) - 1
    deltab = np.multiply(2 / batch_size, Y - T)
    DW[i] = np.matmul(A[i].T, deltab)
    DB[i] = np.sum(deltab, axis=0)
    new_weights = W[i] - learning_rate * DW[i]
    for i in range(i - 1, -1, -1):
        y = A[i + 1]
        error = np.sum(np.multiply(new_weights, W[i + 1]), axis=1)
        deltab = np.multiply(error, y > 0)
        DW[i] = np.matmul(A[i].T, deltab)
        DB[i] = np.sum(deltab, axis=0)
        new_weights = W[i] - learning_rate * DW[i]
    return DW, DB
