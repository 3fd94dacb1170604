# exercise: 1
# source: alejoordonez02/tp2-aprendizaje-profundo, notebook of students (in Spanish): in the derivation, the activation of the layer before is averaged over the samples before it meets the weight
# mistake: The activations are averaged over the samples, and the average is multiplied by the sum of the signals, so that the pairing of the samples is lost.
# lines: 18, 20
# crash: no
# first wrong: DW[3]
import numpy as np


def exercise1(W, B, A, Y, T):
    M = A[0].shape[0]
    L = len(W)
    dC_dW = [np.zeros_like(w) for w in W]
    dC_dB = [np.zeros_like(b) for b in B]

    dC_dz = 2 / M * (Y - T)
    for l in reversed(range(L)):
        a_media = A[l].mean(axis=0)
        dC_dB[l] = dC_dz.sum(axis=0)
        dC_dW[l] = np.outer(a_media, dC_dB[l])
        if l > 0:
            dC_da = dC_dz @ W[l].T
            dC_dz = dC_da * (A[l] > 0)
    return dC_dW, dC_dB
