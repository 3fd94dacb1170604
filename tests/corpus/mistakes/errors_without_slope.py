# exercise: 1
# source: Fitli/NN-from-scratch (C++), commit 0694c2e "Corrected backpropagation? And some other stuff"
# mistake: What is sent to the layer below is the error before it was multiplied with the derivative of the layer.
# lines: 16
# crash: no
# first wrong: DW[1]
import numpy as np


def exercise1(W, B, A, Y, T):
    L = len(W)
    errors = [np.zeros_like(a) for a in A] + [2 * (Y - T) / Y.size]
    dW, dB = [], []

    for i in range(L - 1, -1, -1):
        errors[i] = np.matmul(errors[i + 1], W[i].T)
        gradient = errors[i + 1].copy()
        if i != L - 1:
            gradient[A[i + 1] <= 0] = 0
        dW.append(np.matmul(A[i].T, gradient))
        dB.append(np.matmul(np.ones(len(gradient)), gradient))

    return dW[::-1], dB[::-1]
