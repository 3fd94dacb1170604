# exercise: 1
# source: evintunador/autograd_engine_tutorial (Triton), commit 6ec0a25 "fixed relu bwd pass": tl.store(z_ptr + offsets, (z > 0.0) * dz) became tl.store(dx_ptr + offsets, (z > 0.0) * dz)
# mistake: The backward kernel of the ReLU stores the result over its own output z, and the gradient buffer of its input stays 0.
# lines: 26
# crash: no
# first wrong: DW[2]
import numpy as np


class Tensor:
    def __init__(self, data):
        self.data = np.array(data, dtype=float)
        self.grad = np.zeros_like(self.data)


def unary_op_backward(op, x, dx, z, dz, block_size=32):
    n = dz.size
    x, dx, z, dz = x.reshape(-1), dx.reshape(-1), z.reshape(-1), dz.reshape(-1)
    for start in range(0, n, block_size):
        offsets = np.arange(start, min(start + block_size, n))
        if op == "exp":
            dx[offsets] += dz[offsets] * z[offsets]
        if op == "log":
            dx[offsets] += dz[offsets] / x[offsets]
        if op == "relu":
            z[offsets] = (z[offsets] > 0.0) * dz[offsets]


def matmul_backward(a, b, dz):
    a.grad += dz.dot(b.data.T)
    b.grad += a.data.T.dot(dz)


def bias_backward(bias, dz):
    bias.grad += dz.sum(axis=0)


def exercise1(W, B, A, Y, T):
    weights = [Tensor(w) for w in W]
    biases = [Tensor(b) for b in B]
    hidden = [Tensor(a) for a in A]
    pre = [Tensor(A[i].dot(W[i]) + B[i]) for i in range(len(W))]
    pre[-1].grad += 2.0 * (Y - T) / len(T)
    for i in range(len(W) - 1, -1, -1):
        bias_backward(biases[i], pre[i].grad)
        matmul_backward(hidden[i], weights[i], pre[i].grad)
        if i > 0:
            z = hidden[i]
            unary_op_backward("relu", pre[i - 1].data, pre[i - 1].grad, z.data, z.grad)
    return [w.grad for w in weights], [b.grad for b in biases]
