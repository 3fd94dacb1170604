# exercise: 1
# source: Miraj98/tinygrad-rs (Rust), commit 337eb01 "[WIP] matmul grad test", binary_ops.rs, Matmul::backward: the left operand got rhs_t.dot(incoming_grad) and the right one incoming_grad.dot(lhs_t); they became incoming_grad.dot(rhs_t) and lhs_t.dot(incoming_grad)
# mistake: In the backward pass of the matrix product the factors stand in the wrong order for both operands, the shapes do not fit.
# lines: 40, 41
# crash: yes
# first wrong: -
import numpy as np

class Tensor:
    def __init__(self, data, ctx=None):
        self.data = data
        self.ctx = ctx
        self.grad = None

    def update_grad(self, grad):
        self.grad = grad if self.grad is None else self.grad + grad

    def matmul(self, rhs):
        return Tensor(self.data.dot(rhs.data), Matmul(self, rhs))

    def add(self, rhs):
        return Tensor(self.data + rhs.data, AddBias(self, rhs))

    def relu(self):
        return Tensor(self.data * (self.data > 0), Relu(self))

    def backward(self, incoming_grad):
        self.update_grad(incoming_grad)
        if self.ctx is not None:
            self.ctx.backward(incoming_grad)

class Op:
    def __init__(self, lhs, rhs=None):
        self.lhs, self.rhs = lhs, rhs

class Matmul(Op):
    def backward(self, incoming_grad):
        lhs_t = self.lhs.data.T
        rhs_t = self.rhs.data.T
        self.rhs.backward(incoming_grad.dot(lhs_t))
        self.lhs.backward(rhs_t.dot(incoming_grad))

class AddBias(Op):
    def backward(self, incoming_grad):
        self.rhs.backward(incoming_grad.sum(axis=0))
        self.lhs.backward(incoming_grad)

class Relu(Op):
    def backward(self, incoming_grad):
        self.lhs.backward(incoming_grad * (self.lhs.data > 0))

def exercise1(W, B, A, Y, T):
    weights = [Tensor(w) for w in W]
    biases = [Tensor(b) for b in B]
    out = Tensor(A[0])
    for i, (w, b) in enumerate(zip(weights, biases)):
        out = out.matmul(w).add(b)
        if i < 3:
            out = out.relu()
    out.backward(2 / len(T) * (out.data - T))
    return [w.grad for w in weights], [b.grad for b in biases]
