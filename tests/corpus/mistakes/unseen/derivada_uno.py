# exercise: 1
# source: blackadress/Neural-Networks-Siraj-Raval-course, a notebook (in Spanish): derivada_sigmoide(x) returns 1 * (1 - x) in place of x * (1 - x)
# mistake: The derivative of ReLU compares the number 1 with zero where the argument x should stand, so that it is 1 everywhere.
# lines: 15
# crash: no
# first wrong: DW[2]
import numpy as np


def relu(x):
    return np.maximum(0, x)


def derivada_relu(x):
    return 1.0 * (1 > 0)


def exercise1(W, B, A, Y, T):
    capa_0, capa_1, capa_2, capa_3 = A
    capa_4 = Y

    # error de la salida
    delta_4 = 2 * (capa_4 - T) / T.shape[0]

    error_3 = delta_4.dot(W[3].T)
    delta_3 = error_3 * derivada_relu(capa_3)

    error_2 = delta_3.dot(W[2].T)
    delta_2 = error_2 * derivada_relu(capa_2)

    error_1 = delta_2.dot(W[1].T)
    delta_1 = error_1 * derivada_relu(capa_1)

    DW = [capa_0.T.dot(delta_1), capa_1.T.dot(delta_2), capa_2.T.dot(delta_3), capa_3.T.dot(delta_4)]
    DB = [d.sum(axis=0) for d in (delta_1, delta_2, delta_3, delta_4)]
    return DW, DB
