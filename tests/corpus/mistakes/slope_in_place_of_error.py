# exercise: 1
# source: study notes "Backward propogation is an extension of gradient descent" (Markdown in a public repository of the code corpus): hidden_error * (1 - hidden_error)
# mistake: The slope is formed from the error itself, as error times (1 - error), and not from the activations, nor for ReLU.
# lines: 15
# crash: no
# first wrong: DW[2]
import numpy as np


def exercise1(W, B, A, Y, T):
    output_error_term = 2 * (Y - T) / Y.size
    error_terms = {3: output_error_term}
    for layer in (2, 1, 0):
        hidden_error = np.dot(error_terms[layer + 1], W[layer + 1].T)
        error_terms[layer] = hidden_error * (1 - hidden_error)
    delta_w = [np.sum(A[k][:, :, None] * error_terms[k][:, None, :], axis=0) for k in range(4)]
    delta_b = [np.sum(error_terms[k], axis=0) for k in range(4)]
    return delta_w, delta_b
