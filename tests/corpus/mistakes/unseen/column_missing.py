# exercise: 1
# source: ThomasMiz/multilayer-perceptron, commit 2d5238c "Fix backpropagation issue with multiple output neurons": np.concatenate((np.ones(1), outputs)) * s_vector became np.concatenate(...)[:, None] * s_vector
# mistake: The inputs of a layer are not made a column, so they are multiplied by the deltas element by element, and not every one by every one.
# lines: 18, 19
# crash: yes
# first wrong: -
import numpy as np


def columnarize(m):
    return m if m.ndim == 2 else m.reshape(-1, 1)


def backward_sample(weights, outputs, expected):
    s = (outputs[-1] - expected) * 2
    matrices = [None] * len(weights)
    for i in range(len(weights) - 1, -1, -1):
        with_bias = np.concatenate((np.ones(1), outputs[i]))
        matrices[i] = columnarize(with_bias * s)
        if i > 0:
            s = weights[i].dot(s) * (outputs[i] > 0)
    return matrices


def exercise1(W, B, A, Y, T):
    total = [np.zeros((w.shape[0] + 1, w.shape[1])) for w in W]
    for k in range(len(T)):
        outputs = [a[k] for a in A] + [Y[k]]
        for acc, m in zip(total, backward_sample(W, outputs, T[k])):
            acc += m / len(T)
    return [m[1:] for m in total], [m[0] for m in total]
