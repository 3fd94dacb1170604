# exercise: 1
# source: mrousavy/BrabeNetz (C++), commit 6cf98f0 "Adjust backpropagation algorithm", put right in 0f9b822
# mistake: The weight from neuron n to neuron nn gets the error of n, where it starts, times the value of n, and not the error of nn.
# lines: 27
# crash: no
# first wrong: DW[3]
import numpy as np


def exercise1(W, B, A, Y, T):
    count = len(W)
    n_samples = len(T)
    values = A + [Y]
    errors = [np.zeros(v.shape) for v in values]
    errors[count] = 2 * (Y - T) / n_samples

    for i in range(count - 1, -1, -1):
        neuron_error = errors[i + 1] @ W[i].T
        errors[i] = neuron_error * (values[i] > 0)

    weights = [np.zeros(w.shape) for w in W]
    biases = [np.zeros(b.shape) for b in B]
    for i in range(count):
        for s in range(n_samples):
            for n in range(W[i].shape[0]):
                for nn in range(W[i].shape[1]):
                    weights[i][n][nn] += errors[i][s][n] * values[i][s][n]
            for nn in range(W[i].shape[1]):
                biases[i][nn] += errors[i + 1][s][nn]
    return weights, biases
