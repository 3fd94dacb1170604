# exercise: 1
# source: Stack Overflow 38646127 (read at thinbug.com), on the matrix product of activations and delta: nabla_w[-1] = np.dot(...activations[-2]..., delta) + biases
# mistake: The bias of the last layer is added to the gradient of its weights, as if the formula of the forward pass went on.
# lines: 22
# crash: no
# first wrong: DW[3]
import numpy as np


def prime(a):
    return np.array([1.0 if v > 0 else 0.0 for v in a])


def exercise1(W, B, A, Y, T):
    nabla_b = [np.zeros(b.shape) for b in B]
    nabla_w = [np.zeros(w.shape) for w in W]

    for n in range(len(T)):
        activations = [a[n] for a in A]
        delta = 2.0 * (Y[n] - T[n]) / len(T)
        nabla_b[-1] += delta
        nabla_w[-1] += np.outer(activations[-1], delta) + B[-1]
        for l in range(2, 5):
            delta = np.dot(W[-l + 1], delta) * prime(activations[-l + 1])
            nabla_b[-l] += delta
            nabla_w[-l] += np.outer(activations[-l], delta)
    return nabla_w, nabla_b
