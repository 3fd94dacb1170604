# exercise: 1
# source: theneuralbase.com, "Backpropagation in NumPy": z = W @ X + b, dL/dW = delta @ X.T, but dL/db = delta.sum(axis=0)
# mistake: The gradient of the biases is summed over the units (axis 0) and not over the samples, which stand in columns here.
# lines: 18
# crash: no
# first wrong: DB[3]
import numpy as np


def exercise1(W, B, A, Y, T):
    """One column per sample inside, as in z = W @ X + b."""
    acts = [a.T for a in A]
    delta = (2 / Y.shape[0]) * (Y - T).T
    dL_dW, dL_db = [], []

    for layer in range(3, -1, -1):
        grad_w = delta @ acts[layer].T
        grad_b = delta.sum(axis=0)
        dL_dW.insert(0, grad_w.T)
        dL_db.insert(0, grad_b)
        if layer > 0:
            delta = (W[layer] @ delta) * (acts[layer] > 0)

    return dL_dW, dL_db
