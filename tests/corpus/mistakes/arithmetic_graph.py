# exercise: 1
# source: alexweav/BackpropFramework (C++), commit 0855847 "Fixed backprop in subtract/divide"
# mistake: The subtraction hands back 1 and -1, its local derivatives, without multiplying them with the gradient that comes from above.
# lines: 27
# crash: no
# first wrong: DW[3]
import numpy as np


class Node:
    def __init__(self, value, *inputs):
        self.value = value
        self.inputs = inputs
        self.grad = 0

    def backward(self, dout):
        self.grad = self.grad + dout
        for node, g in zip(self.inputs, self.grads(dout)):
            node.backward(g)

    def grads(self, dout):
        return ()


class Subtraction(Node):
    def grads(self, dout):
        return np.ones_like(dout), -np.ones_like(dout)


class Square(Node):
    def grads(self, dout):
        return (2 * self.inputs[0].value * dout,)


class Mean(Node):
    def grads(self, dout):
        x = self.inputs[0].value
        return (np.full(x.shape, dout / x.size),)


class MatMul(Node):
    def grads(self, dout):
        x, w = self.inputs
        return dout @ w.value.T, x.value.T @ dout


class AddBias(Node):
    def grads(self, dout):
        return dout, dout.sum(0)


class Relu(Node):
    def grads(self, dout):
        return (dout * (self.value > 0),)


def exercise1(W, B, A, Y, T):
    ws, bs = [Node(w) for w in W], [Node(b) for b in B]
    x = Node(A[0])
    for i in range(4):
        m = MatMul(x.value @ W[i], x, ws[i])
        x = AddBias(m.value + B[i], m, bs[i])
        if i < 3:
            x = Relu(A[i + 1], x)
    diff = Subtraction(Y - T, x, Node(T))
    square = Square(diff.value**2, diff)
    Mean(square.value.mean(), square).backward(1.0)
    return [w.grad for w in ws], [b.grad for b in bs]
