# exercise: 1
# source: yuanyuanxiang/simple-neural-network (MATLAB), commit a2bbd41 (in Chinese: the mistake in backpropagation is corrected), matlab/trainMNIST.m: err2 = B2(:, 2:end)' * err1 with the updated B2; it became err = A2(:, 2:end)' * temp, where temp = err .* Grad(output)
# mistake: What goes back to the layer before is the error without the derivative of the activation, and it goes through the weights that have been updated already.
# lines: 26
# crash: no
# first wrong: DW[2]
import numpy as np

alpha = 1e-2


def grad(m, last):
    return np.ones_like(m) if last else (m > 0) * 1.0


def train(A, inputs, output, target, dA):
    B = [None] * len(A)
    err = 2 * (output - target)
    for n in range(len(A) - 1, -1, -1):
        column = inputs[n].reshape(-1, 1)
        temp = err * grad(output, n == len(A) - 1)
        diff = temp @ np.vstack([np.ones((1, 1)), column]).T
        dA[n] += diff
        B[n] = A[n] - alpha * diff
        output = column
        err = B[n][:, 1:].T @ err
    return B


def exercise1(W, B, A, Y, T):
    num = len(Y)
    M = [np.hstack([b.reshape(-1, 1), w.T]) for w, b in zip(W, B)]
    total = [np.zeros_like(m) for m in M]
    for k in range(num):
        train(M, [a[k] for a in A], Y[k].reshape(-1, 1), T[k].reshape(-1, 1), total)
    return [t[:, 1:].T / num for t in total], [t[:, 0] / num for t in total]
