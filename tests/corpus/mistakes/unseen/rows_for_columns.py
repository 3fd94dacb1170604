# exercise: 1
# source: deeplearning4j/deeplearning4j, pull request 1452 "switch .slices() to .size(0)" (Java): gradients are divided by the wrong amount
# mistake: The sums are divided by the number of rows, which are the units here, and not by the number of samples, which are the columns.
# lines: 11
# crash: no
# first wrong: DW[3]
import numpy as np


def layer_gradient(delta, inp):
    size = delta.shape[0]
    weight_gradient = inp @ delta.T / size
    bias_gradient = delta.sum(axis=1) / size
    return weight_gradient, bias_gradient


def exercise1(W, B, A, Y, T):
    # every column is one sample
    acts = [a.T for a in A]
    delta = 2 * (Y.T - T.T)
    gradients = []
    for w, act in zip(W[::-1], acts[::-1]):
        gradients.append(layer_gradient(delta, act))
        delta = (w @ delta) * np.sign(np.maximum(act, 0))
    gradients.reverse()
    dW, db = zip(*gradients)
    return list(dW), list(db)
