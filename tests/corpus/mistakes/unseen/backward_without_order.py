# exercise: 1
# source: KamilKhairullin/Micrograd (C), commit 1c1635f "bugs bugs bugs": __backward(v) called itself for left and right after every operation; it was replaced by build_topo and a loop over the reversed order
# mistake: Every value passes its gradient on as soon as it is reached, and again each time that it is reached, with what has been added up before.
# lines: 31, 32, 33, 34, 39
# crash: no
# first wrong: DW[3]
import numpy as np


class Value:
    def __init__(self, data, op="", left=None, right=None):
        self.data, self.grad = data, 0.0
        self.op, self.left, self.right = op, left, right


def backward_step(v):
    if v.op == "+":
        v.left.grad += v.grad
        v.right.grad += v.grad
    elif v.op == "*":
        v.left.grad += v.right.data * v.grad
        v.right.grad += v.left.data * v.grad
    elif v.op == "relu":
        v.left.grad += v.grad if v.data > 0 else 0.0


def children(v):
    return [child for child in (v.left, v.right) if child is not None]


def backward_from(v):
    backward_step(v)
    for child in children(v):
        backward_from(child)


def backward(v):
    v.grad = 1.0
    backward_from(v)


def dense(w, b, x):
    z = list(b)
    for i in range(len(x)):
        for j in range(len(z)):
            z[j] = Value(z[j].data + x[i].data * w[i][j].data, "+", z[j], Value(x[i].data * w[i][j].data, "*", x[i], w[i][j]))
    return z


def exercise1(W, B, A, Y, T):
    w = [[[Value(x) for x in row] for row in m] for m in W]
    b = [[Value(x) for x in m] for m in B]
    loss = Value(0.0)
    for inputs, t in zip(A[0], T):
        x = dense(w[0], b[0], [Value(i) for i in inputs])
        for layer in range(1, len(w)):
            x = dense(w[layer], b[layer], [Value(max(v.data, 0.0), "relu", v) for v in x])
        e = Value(x[0].data - t[0], "+", x[0], Value(-t[0]))
        loss = Value(loss.data + e.data**2, "+", loss, Value(e.data**2, "*", e, e))
    backward(Value(loss.data / len(T), "*", loss, Value(1.0 / len(T))))
    return [np.array([[v.grad for v in row] for row in m]) for m in w], [np.array([v.grad for v in m]) for m in b]
