# exercise: 1
# source: harvard-edge/cs249r_book, pull request 1781: .T of a 1-D array does nothing, np.outer is needed
# mistake: The activations and the signal of one sample are vectors, and .T does nothing to them, so dot is no outer product.
# lines: 12
# crash: yes
# first wrong: -
import numpy as np


def matmul_backward(a, b, grad_output):
    grad_a = np.dot(b, grad_output)
    grad_b = np.dot(a.T, grad_output)
    return grad_a, grad_b


def exercise1(W, B, A, Y, T):
    N = Y.shape[0]
    DW, DB = [0 * w for w in W], [0 * b for b in B]
    for n in range(N):
        grad = (Y[n] - T[n]) * 2 / N
        for k in range(len(W))[::-1]:
            grad_a, grad_b = matmul_backward(A[k][n], W[k], grad)
            DW[k] += grad_b
            DB[k] += grad
            grad = np.where(A[k][n] > 0, grad_a, 0)
    return DW, DB
