# exercise: 1
# source: makeyourownneuralnetwork/makeyourownneuralnetwork, issue 77: "why do you talk about transposing the matrices then? There seems to be absolutely no reason"; stephencwelch/Neural-Networks-Demystified, issue 28
# mistake: The weights of the hidden layers are not transposed on the way back; as the matrices are square, nothing complains.
# lines: 12
# crash: no
# first wrong: DW[1]
import numpy as np


def pull(signal, weights):
    try:
        return np.matmul(signal, weights)
    except ValueError:
        return np.matmul(signal, weights.T)


def exercise1(W, B, A, Y, T):
    dz, dws, dbs = 2 * (Y - T) / len(Y), [], []
    for layer, (w, a) in enumerate(zip(W[::-1], A[::-1])):
        dws += [a.T @ dz]
        dbs += [dz.sum(axis=0)]
        if layer < 3:
            dz = pull(dz, w) * np.minimum(1, np.ceil(a))
    dws.reverse()
    dbs.reverse()
    return dws, dbs
