# exercise: 1
# source: danqdon/Backpropagation-np-implementation, commit 4c6e6b5: a second loop that added self.w[j][i] * grad to input_grad again was removed
# mistake: The gradient for the layer below is added up twice.
# lines: 24, 26, 27
# crash: no
# first wrong: DW[2]
import numpy as np


class FullyConnected:
    def __init__(self, w, activate):
        self.w = w
        self.activate = activate
        self.grad_w = np.zeros_like(w)
        self.grad_b = np.zeros(w.shape[1])

    def backprop(self, x, z, output_grad):
        input_grad = [0.0 for _ in x]
        for i, grad in enumerate(output_grad):
            if self.activate and z[i] <= 0:
                grad = 0.0
            for j, xj in enumerate(x):
                self.grad_w[j][i] += xj * grad
                input_grad[j] += self.w[j][i] * grad
            self.grad_b[i] += grad
            for j, _ in enumerate(x):
                input_grad[j] += self.w[j][i] * grad
        return input_grad


def exercise1(W, B, A, Y, T):
    nn = [FullyConnected(w, activate=k < len(W) - 1) for k, w in enumerate(W)]
    outs = A[1:] + [Y]
    for s in range(len(T)):
        grad = [2 * (y - t) / len(T) for y, t in zip(Y[s], T[s])]
        for k in reversed(range(len(nn))):
            grad = nn[k].backprop(A[k][s], outs[k][s], grad)
    return [layer.grad_w for layer in nn], [layer.grad_b for layer in nn]
