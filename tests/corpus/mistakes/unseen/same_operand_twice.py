# exercise: 1
# source: arseniybelkov/micrograd.rs (Rust), commit 9d0d951 'fix backward for same operands': backward(v1, v2) called v1._backward and v2._backward, the new pair_backward calls the second one only if v1 and v2 are not the same
# mistake: When both operands of an operation are the same node, as in diff * diff, the recursion goes down into this node twice with its accumulated gradient.
# lines: 53
# crash: no
# first wrong: DW[3]
import numpy as np

class Value:
    def __init__(self, data, op=None):
        self.data = np.asarray(data, dtype=float)
        self.grad = np.zeros_like(self.data)
        self.op = op

    def __add__(self, other):
        return Value(self.data + other.data, ("add", self, other))

    def __sub__(self, other):
        return Value(self.data - other.data, ("sub", self, other))

    def __mul__(self, other):
        return Value(self.data * other.data, ("mul", self, other))

    def __matmul__(self, other):
        return Value(self.data @ other.data, ("matmul", self, other))

    def relu(self):
        return Value(np.where(self.data > 0, self.data, 0.0), ("relu", self))

    def _backward(self, grad):
        name, *args = self.op or ("leaf",)
        if name == "relu":
            args[0].grad += (self.data > 0) * grad
            args[0]._backward(args[0].grad)
        elif len(args) == 2:
            v1, v2 = args
            if name == "add":
                v1.grad += grad
                v2.grad += grad.sum(axis=0)
            elif name == "sub":
                v1.grad += grad
                v2.grad -= grad
            elif name == "mul":
                v1.grad += v2.data * grad
                v2.grad += v1.data * grad
            elif name == "matmul":
                v1.grad += grad @ v2.data.T
                v2.grad += v1.data.T @ grad
            pair_backward(v1, v2)

def pair_backward(v1, v2):
    v1._backward(v1.grad)
    v2._backward(v2.grad)

def exercise1(W, B, A, Y, T):
    w, b, out = [Value(x) for x in W], [Value(x) for x in B], Value(A[0])
    for l in range(len(w)):
        out = out @ w[l] + b[l]
        out = out.relu() if l < len(w) - 1 else out
    diff = out - Value(T)
    (diff * diff)._backward(np.full(T.shape, 1 / T.size))
    return [v.grad for v in w], [v.grad for v in b]
