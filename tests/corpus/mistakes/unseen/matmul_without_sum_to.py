# exercise: 1
# source: itsubaki/autograd (Go), commit 98d49fa 'Fix MatMul backward to handle broadcasting': MatMulT.Backward returned x.T * gy and gy * w.T; now they go through SumTo(shape) when the shape differs
# mistake: The samples are stacked in a third dimension and the weights are broadcast over it, but the gradient of the weights is not summed over it and has a dimension too many.
# lines: 38
# crash: no
# first wrong: DW[3]
import numpy as np

def sum_to(shape, v):
    lead = v.ndim - len(shape)
    return v.sum(axis=tuple(range(lead))) if lead else v

class Variable:
    def __init__(self, data, creator=None):
        self.data = data
        self.creator = creator

    def backward(self, grad):
        self.grad = grad
        if self.creator is not None:
            f = self.creator
            for x, gx in zip(f.inputs, f.backward(grad)):
                x.backward(gx)

class Function:
    def __call__(self, *inputs):
        self.inputs = inputs
        return Variable(self.forward(*[x.data for x in inputs]), self)

class MatMulT(Function):
    def forward(self, x, w):
        return x @ w

    def backward(self, gy):
        x, w = [v.data for v in self.inputs]
        gx = gy @ np.swapaxes(w, -1, -2)
        gw = np.swapaxes(x, -1, -2) @ gy
        return gx, gw

class AddT(Function):
    def forward(self, x0, x1):
        return x0 + x1

    def backward(self, gy):
        return [sum_to(v.data.shape, gy) for v in self.inputs]

class ReLUT(Function):
    def forward(self, x):
        return np.maximum(x, 0)

    def backward(self, gy):
        return [gy * (self.inputs[0].data > 0)]

def exercise1(W, B, A, Y, T):
    w, b, h = [Variable(v) for v in W], [Variable(v) for v in B], Variable(A[0][:, None, :])
    for i in range(len(w)):
        h = AddT()(MatMulT()(h, w[i]), b[i])
        h = ReLUT()(h) if i < len(w) - 1 else h
    h.backward(2 * (h.data - T[:, None, :]) / T.size)
    return [v.grad for v in w], [v.grad for v in b]
