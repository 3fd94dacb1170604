# exercise: 1
# source: jaketae/pygrad (Python), commit a2aaa94 "feature: max heapq for correct backprop in comp graph traversal", pygrad/core.py: backward() kept the functions in a list, took them with pop() and appended x.creator for every input; it became a heap ordered by generation with a set of the functions seen
# mistake: A function whose output is used twice (the difference in diff * diff) is put on the stack twice and run twice; the second run adds the gradients, which are complete already, to its inputs once more.
# lines: 19, 22, 23
# crash: no
# first wrong: DW[3]
import numpy as np


class Variable:
    def __init__(self, data):
        self.data, self.grad = data, None
        self.creator = None

    def backward(self):
        self.grad = np.ones_like(self.data)
        funcs = [self.creator]
        while funcs:
            f = funcs.pop()
            for x, gx in zip(f.inputs, f.backward(f.output.grad)):
                x.grad = gx if x.grad is None else x.grad + gx
                if x.creator is not None:
                    funcs.append(x.creator)


class Function:
    def __call__(self, *inputs):
        self.inputs = inputs
        self.output = Variable(self.forward(*[x.data for x in inputs]))
        self.output.creator = self
        return self.output


class Linear(Function):
    def forward(self, x, w, b): return x @ w + b
    def backward(self, gy):
        x, w = self.inputs[:2]
        return gy @ w.data.T, x.data.T @ gy, gy.sum(axis=0)


class ReLU(Function):
    def forward(self, x): return np.maximum(x, 0)
    def backward(self, gy):
        return (gy * (self.inputs[0].data > 0),)


class Sub(Function):
    def forward(self, x0, x1): return x0 - x1
    def backward(self, gy):
        return gy, -gy


class Mul(Function):
    def forward(self, x0, x1): return x0 * x1
    def backward(self, gy):
        x0, x1 = self.inputs
        return gy * x1.data, gy * x0.data


def exercise1(W, B, A, Y, T):
    ws, bs, h = [Variable(w) for w in W], [Variable(b) for b in B], Variable(A[0])
    for i, (w, b) in enumerate(zip(ws, bs)):
        h = Linear()(h, w, b)
        h = ReLU()(h) if i < len(ws) - 1 else h
    diff = Sub()(h, Variable(T))
    loss = Mul()(diff, diff)
    loss.backward()
    return [w.grad / len(T) for w in ws], [b.grad / len(T) for b in bs]
