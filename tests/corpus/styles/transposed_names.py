"""Other words, in German, step by step, with two loops."""

import numpy as np


def exercise1(W, B, A, Y, T):
    anzahl = T.shape[0]
    fehler = {}
    fehler[4] = 2 * (Y - T) / anzahl
    for schicht in [3, 2, 1]:
        rueck = np.dot(fehler[schicht + 1], np.transpose(W[schicht]))
        maske = A[schicht] > 0
        fehler[schicht] = rueck * maske.astype(float)
    gewichte = []
    schwellen = []
    for schicht in range(1, 5):
        eingang = np.transpose(A[schicht - 1])
        gewichte += [np.dot(eingang, fehler[schicht])]
        summe = np.zeros(B[schicht - 1].shape)
        for probe in range(anzahl):
            summe = summe + fehler[schicht][probe]
        schwellen += [summe]
    return gewichte, schwellen
