# exercise: 1
# source: NVIDIA/warp, issue 168 "Adjoint of Matmul": beta should be set to 1, in the current implementation the old gradient is overwritten by the matmul call
# mistake: The gradient of the weights is written with beta = 0, which overwrites what the blocks of samples before have left there, so only the last block counts.
# lines: 29
# crash: no
# first wrong: DW[3]
import numpy as np


def gemm(a, b, c, alpha=1.0, beta=0.0):
    """c = alpha * a @ b + beta * c"""
    c *= beta
    c += alpha * (a @ b)


class Array:
    def __init__(self, data):
        self.data = data
        self.grad = np.zeros(data.shape)


class Tape:
    def __init__(self):
        self.calls = []

    def matmul(self, a, b, c):
        def adj_matmul():
            gemm(c.grad, b.data.T, a.grad, beta=1.0)
            gemm(a.data.T, c.grad, b.grad, beta=0.0)

        self.calls.append(adj_matmul)

    def add_bias(self, a, b, out):
        def adj_add():
            a.grad += out.grad
            b.grad += out.grad.sum(axis=0)

        self.calls.append(adj_add)

    def relu(self, a, out):
        def adj_relu():
            a.grad += out.grad * (out.data > 0)

        self.calls.append(adj_relu)

    def backward(self):
        for call in reversed(self.calls):
            call()


def exercise1(W, B, A, Y, T, block=4):
    weights = [Array(w) for w in W]
    biases = [Array(b) for b in B]
    for start in range(0, len(T), block):
        rows = slice(start, start + block)
        tape = Tape()
        inputs = [Array(a[rows]) for a in A]
        for k, (w, b) in enumerate(zip(weights, biases)):
            product = Array(inputs[k].data @ w.data)
            total = Array(product.data + b.data)
            tape.matmul(inputs[k], w, product)
            tape.add_bias(product, b, total)
            if k + 1 < len(inputs):
                tape.relu(total, inputs[k + 1])
        total.grad[:] = 2 * (Y[rows] - T[rows]) / len(T)
        tape.backward()
    return [w.grad for w in weights], [b.grad for b in biases]
