# exercise: 1
# source: fannam/backpropagation-matrix, commit c3551bc "debug transpose" (C++): Tensor::create(a->rows, a->cols, ...) became Tensor::create(a->cols, a->rows, ...)
# mistake: The function that transposes a matrix makes a result of the size of the original, rows by columns, so the indices run out of it.
# lines: 16
# crash: yes
# first wrong: -
import numpy as np


def create(rows, cols):
    return np.zeros((rows, cols))


def transpose(a):
    rows, cols = a.shape
    out = create(rows, cols)
    for i in range(rows):
        for j in range(cols):
            out[j, i] = a[i, j]
    return out


def matmul(a, b):
    assert a.shape[1] == b.shape[0]
    out = create(a.shape[0], b.shape[1])
    for i in range(a.shape[0]):
        for j in range(b.shape[1]):
            for k in range(a.shape[1]):
                out[i, j] += a[i, k] * b[k, j]
    return out


def relu_backward(grad, a):
    out = create(*grad.shape)
    for i in range(grad.shape[0]):
        for j in range(grad.shape[1]):
            if a[i, j] > 0:
                out[i, j] = grad[i, j]
    return out


def exercise1(W, B, A, Y, T):
    grad = create(*Y.shape)
    for i in range(Y.shape[0]):
        grad[i, 0] = 2.0 * (Y[i, 0] - T[i, 0]) / Y.shape[0]
    ones = create(1, Y.shape[0]) + 1.0
    grads_w = [None] * len(W)
    grads_b = [None] * len(B)
    for l in reversed(range(len(W))):
        grads_w[l] = matmul(transpose(A[l]), grad)
        grads_b[l] = matmul(ones, grad)[0]
        if l > 0:
            grad = relu_backward(matmul(grad, transpose(W[l])), A[l])
    return grads_w, grads_b
