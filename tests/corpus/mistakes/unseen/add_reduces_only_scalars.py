# exercise: 1
# source: seang123/MiniGrad (C++), commit 3ddc4cf 'Fixed the Op::backward methods to handle reductions properly', Ops.cpp, Add_op::backward: if(right->size() == 1) right->grad = out->grad->sum(), else right->grad = out->grad, also where right was broadcast
# mistake: The gradient of a summand that was broadcast is summed up only if the summand is a single number, else it is that of the whole output, with one row for every sample.
# lines: 19
# crash: no
# first wrong: DB[2]
import numpy as np

class Op:
    def __init__(self, left, right=None):
        self.left = left
        self.right = right
        self.parents = [left] if right is None else [left, right]

class AddOp(Op):
    def backward(self, out):
        self.left.grad = out.grad
        temp = out.grad
        if self.right.data.size == 1:
            temp = temp.sum(axis=0, keepdims=True)
        self.right.grad = temp

class SubOp(Op):
    def backward(self, out):
        self.left.grad = out.grad
        self.right.grad = -out.grad

class DotOp(Op):
    def backward(self, out):
        self.left.grad = out.grad.dot(self.right.data.T)
        self.right.grad = self.left.data.T.dot(out.grad)

class ReluOp(Op):
    def backward(self, out):
        self.left.grad = out.grad * (self.left.data > 0)

class SquareOp(Op):
    def backward(self, out):
        self.left.grad = out.grad * 2 * self.left.data

class Tensor:
    def __init__(self, data, ctx=None):
        self.data = data
        self.grad = None
        self.ctx = ctx

    def backward(self):
        node = self
        while node.ctx is not None:
            node.ctx.backward(node)
            node = node.ctx.parents[0]

def exercise1(W, B, A, Y, T):
    weights, biases = [Tensor(w) for w in W], [Tensor(b.reshape(1, -1)) for b in B]
    x = Tensor(A[0])
    for i, (w, b) in enumerate(zip(weights, biases)):
        x = Tensor(x.data.dot(w.data), DotOp(x, w))
        x = Tensor(x.data + b.data, AddOp(x, b))
        if i < len(weights) - 1:
            x = Tensor(np.maximum(x.data, 0), ReluOp(x))
    target = Tensor(T)
    x = Tensor(x.data - target.data, SubOp(x, target))
    x = Tensor(x.data ** 2, SquareOp(x))
    x.grad = np.ones_like(x.data) / x.data.size
    x.backward()
    return [w.grad for w in weights], [b.grad.reshape(-1) for b in biases]
