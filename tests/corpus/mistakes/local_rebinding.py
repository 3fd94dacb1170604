# exercise: 1
# source: accord-net/framework, issue 577 "BackPropagationLearning.cs": the error is not assigned to the array of errors (C#)
# mistake: The error of the hidden layer is stored in a local name only; the list that the next turn reads still holds the zeros.
# lines: 16
# crash: no
# first wrong: DW[2]
import numpy as np


def calculate_error(W, A, Y, T):
    neuronErrors = [np.zeros((len(Y), w.shape[1])) for w in W]
    neuronErrors[-1][:] = 2 * (Y - T) / len(Y)
    for j in range(len(W) - 2, -1, -1):
        errors = neuronErrors[j]
        errorsNext = neuronErrors[j + 1]
        errors = errorsNext @ W[j + 1].T * (A[j + 1] > 0)
    return neuronErrors


def calculate_updates(A, neuronErrors):
    weightsUpdates, thresholdUpdates = [], []
    for a, errors in zip(A, neuronErrors):
        weightsUpdates.append(a.T @ errors)
        thresholdUpdates.append(errors.sum(axis=0))
    return weightsUpdates, thresholdUpdates


def exercise1(W, B, A, Y, T):
    return calculate_updates(A, calculate_error(W, A, Y, T))
