# exercise: 1
# source: KamilKhairullin/Micrograd (C), commit 3a222a3 "fix bug" (its test is b = a + a): backward() took items[0] and items[1] of the hash table prev for + and *, also if both operands were the same and the table held one; a case for v->prev->size == 1 was added
# mistake: The children are kept in a table under their identity, so a value multiplied by itself has one child, and the second one is read past the end.
# lines: 28
# crash: yes
# first wrong: -
import numpy as np


class Value:
    def __init__(self, data, operation="", children=()):
        self.data, self.grad = data, 0.0
        self.operation = operation
        self.prev = {id(child): child for child in children}


def value_add(a, b):
    return Value(a.data + b.data, "+", (a, b))


def value_mul(a, b):
    return Value(a.data * b.data, "*", (a, b))


def backward_step(v):
    items = list(v.prev.values())
    left = items[0]
    right = None if v.operation == "relu" else items[1]
    if v.operation == "+":
        left.grad += v.grad
        right.grad += v.grad
    elif v.operation == "*":
        left.grad += right.data * v.grad
        right.grad += left.data * v.grad
    elif v.operation == "relu":
        left.grad += (v.data > 0) * v.grad


def build_topo(v, visited, topo):
    if id(v) not in visited:
        visited.add(id(v))
        for child in v.prev.values():
            build_topo(child, visited, topo)
        topo.append(v)
    return topo


def exercise1(W, B, A, Y, T):
    value = np.vectorize(Value, otypes=[object])
    w, b = [value(m) for m in W], [value(m) for m in B]
    loss = Value(0.0)
    for x, t in zip(A[0], T):
        a = [Value(xi) for xi in x]
        for l in range(len(w)):
            z = list(b[l])
            for i in range(len(a)):
                z = [value_add(zj, value_mul(a[i], wij)) for zj, wij in zip(z, w[l][i])]
            a = z if l == len(w) - 1 else [Value(max(zj.data, 0.0), "relu", (zj,)) for zj in z]
        d = value_add(a[0], Value(-t[0]))
        loss = value_add(loss, value_mul(d, d))
    loss.grad = 1.0 / len(T)
    for v in reversed(build_topo(loss, set(), [])):
        if v.prev:
            backward_step(v)
    grads = np.vectorize(lambda v: v.grad)
    return [grads(m) for m in w], [grads(m) for m in b]
