# exercise: 1
# source: tracel-ai/burn, issues 5296 and 5308 (Rust): the backward pass never writes its output buffer, so the caller receives whatever previously occupied it
# mistake: The product of gradient and mask is not written into the buffer that is returned (out= is missing), so the signal below a ReLU is what stood in the buffer before.
# lines: 30
# crash: no
# first wrong: DW[2]
import numpy as np


class BufferPool:
    def __init__(self):
        self.free = {}

    def take(self, shape):
        waiting = self.free.setdefault(shape, [])
        return waiting.pop() if waiting else np.zeros(shape)

    def give(self, buffer):
        self.free[buffer.shape].append(buffer)


def linear_backward(dy, w, pool):
    dx = pool.take((dy.shape[0], w.shape[0]))
    np.matmul(dy, w.T, out=dx)
    return dx


def relu_backward(dy, y, pool):
    dx = pool.take(dy.shape)
    np.multiply(dy, y > 0)
    return dx


def exercise1(W, B, A, Y, T):
    pool = BufferPool()
    DW = [np.empty_like(w) for w in W]
    DB = [np.empty_like(b) for b in B]
    dz = pool.take(Y.shape)
    np.subtract(Y, T, out=dz)
    dz *= 2 / len(Y)
    for layer in range(len(W) - 1, -1, -1):
        np.matmul(A[layer].T, dz, out=DW[layer])
        np.sum(dz, axis=0, out=DB[layer])
        if layer:
            da = linear_backward(dz, W[layer], pool)
            pool.give(dz)
            dz = relu_backward(da, A[layer], pool)
            pool.give(da)
    return DW, DB
