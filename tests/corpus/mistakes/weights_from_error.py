# exercise: 1
# source: Stack Overflow 59399842 "XOR gate with backpropagation": deW1_00 = dey0 * h0 without y0 * (1 - y0), which the other gradients have
# mistake: The gradient of the weights of the last hidden layer takes its error without the slope of the ReLU.
# lines: 25
# crash: no
# first wrong: DW[2]
import numpy as np


def exercise1(W, B, A, Y, T):
    dW = [0 * w for w in W]
    dB = [0 * b for b in B]
    N = len(T)
    for i in range(N):
        x, h0, h1, h2 = (a[i] for a in A)
        # backpropagation
        dey = -2 * (T[i] - Y[i]) / N
        deh2 = W[3] @ dey
        dez2 = deh2 * (h2 > 0)
        deh1 = W[2] @ dez2
        dez1 = deh1 * (h1 > 0)
        deh0 = W[1] @ dez1
        dez0 = deh0 * (h0 > 0)
        dW[3] += h2[:, None] * dey
        dW[2] += h1[:, None] * deh2
        dW[1] += h0[:, None] * dez1
        dW[0] += x[:, None] * dez0
        dB[3] += dey
        dB[2] += dez2
        dB[1] += dez1
        dB[0] += dez0
    return dW, dB
