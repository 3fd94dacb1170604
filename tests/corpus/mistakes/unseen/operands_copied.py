# exercise: 1
# source: Scott-fo/zig_micrograd (Zig), commit 00805b9 'manually call backward on each value', src/ops.zig: add and mul made copies of lhs and rhs (l.* = lhs; r.* = rhs) and kept the copies as children; they take pointers now, and the children are the values themselves
# mistake: Every operation keeps copies of its operands as children, so the gradients arrive in the copies, and the weights and biases keep theirs at zero.
# lines: 30, 31, 41, 42
# crash: no
# first wrong: DW[3]
from copy import copy


class Value:
    def __init__(self, data, prev=()):
        self.data, self.grad, self.prev = data, 0.0, prev
        self.backward_fn = lambda v: None

    def backward(self):
        self.grad = 1.0
        for v in reversed(self.topological([], set())):
            v.backward_fn(v)

    def topological(self, order, visited):
        if self not in visited:
            visited.add(self)
            for p in self.prev:
                p.topological(order, visited)
            order.append(self)
        return order


def add(lhs, rhs):
    l, r = copy(lhs), copy(rhs)
    out = Value(l.data + r.data, [l, r])

    def backward(self):
        for p in self.prev:
            p.grad += self.grad
    out.backward_fn = backward
    return out


def mul(lhs, rhs):
    l, r = copy(lhs), copy(rhs)
    out = Value(l.data * r.data, [l, r])

    def backward(self):
        self.prev[0].grad += self.prev[1].data * self.grad
        self.prev[1].grad += self.prev[0].data * self.grad
    out.backward_fn = backward
    return out


def exercise1(W, B, A, Y, T):
    w = [[[Value(v) for v in row] for row in m] for m in W]
    b = [[Value(v) for v in m] for m in B]
    loss = Value(0.0)
    for sample, target in zip(A[0], T[:, 0]):
        x = [Value(v) for v in sample]
        for l in range(len(w)):
            out = b[l]
            for xi, row in zip(x, w[l]):
                out = [add(o, mul(xi, wij)) for o, wij in zip(out, row)]
            x = [mul(o, Value(float(o.data > 0))) for o in out] if l < len(w) - 1 else out
        d = add(x[0], Value(-target))
        loss = add(loss, mul(d, mul(d, Value(1.0 / len(T)))))
    loss.backward()
    return [[[v.grad for v in row] for row in m] for m in w], [[v.grad for v in m] for m in b]
