# exercise: 1
# source: NotXia/nn-from-scratch, commit c5da36a "Fix composition derivative": unconcat_slice[self.axis] = slice(i, i + 1) for the i-th of the concatenated nodes, whatever its size
# mistake: The i-th part of the concatenation gets row i of the gradient only, whatever the number of its rows.
# lines: 20
# crash: no
# first wrong: DW[3]
import numpy as np


class Concatenate:
    """The bias, one row, and the weights below it, as one matrix."""

    def __init__(self, nodes):
        self.nodes = nodes
        self.value = np.concatenate(nodes, axis=0)

    def derivatives(self, grad):
        parts = []
        for i in range(len(self.nodes)):
            parts.append(grad[i : i + 1])
        return parts


def exercise1(W, B, A, Y, T):
    bias_column = np.ones((A[0].shape[0], 1))
    grad = 2 * (Y - T) / len(Y)
    grads_w, grads_b = [None] * 4, [None] * 4
    for l in range(3, -1, -1):
        parameters = Concatenate([B[l].reshape(1, -1), W[l]])
        inputs = np.concatenate([bias_column, A[l]], axis=1)
        db, dw = parameters.derivatives(inputs.T @ grad)
        grads_w[l], grads_b[l] = dw, db.ravel()
        grad = (grad @ parameters.value.T)[:, 1:] * (A[l] > 0)
    return grads_w, grads_b
