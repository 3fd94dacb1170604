# exercise: 1
# source: Stack Overflow 51812911 (read at example-a.com), backpropagation with ReLU: "what a silly mistake, grad_y should be multiplied with the derivative of ReLU"
# mistake: The gradient that arrives at a unit is replaced by the slope of ReLU, not multiplied with it.
# lines: 13
# crash: no
# first wrong: DW[2]
import numpy as np


def neuron_backward(yP, grad_y):
    if yP <= 0:
        return 0.0
    return 1.0


def exercise1(W, B, A, Y, T):
    grad_w = [np.zeros_like(w) for w in W]
    grad_b = [np.zeros_like(b) for b in B]
    batch = len(T)
    for i in range(batch):
        grad_z = 2.0 * (Y[i] - T[i]) / batch
        for n in reversed(range(4)):
            x = A[n][i]
            grad_w[n] += np.outer(x, grad_z)
            grad_b[n] += grad_z
            grad_x = W[n] @ grad_z
            grad_z = np.array([neuron_backward(yP, g) for yP, g in zip(x, grad_x)])
    return grad_w, grad_b
