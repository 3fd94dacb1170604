# exercise: 1
# source: MikeInnes/diff-zoo (Julia), commit b3d0e40 "Fix a_/b_ derivative" and issue 16 "Division Formulae are Wrong: Reverse Diff": in derive of the tape, for a / b, a got Δ * val(b), which became Δ * val(b) / val(b)^2; b was right already
# mistake: The partial derivative of a quotient a / b with respect to a is taken as b, where it is 1 / b. The only quotient here is the sum of the squares by the number of samples.
# lines: 56
# crash: no
# first wrong: DW[3]
import numpy as np


class Tape:
    def __init__(self):
        self.instructions, self.values = [], {}

    def push(self, op, a, b, value):
        var = f"y{len(self.values)}"
        self.instructions.append((var, op, a, b))
        self.values[var] = value
        return Tracked(self, var)

    def track(self, x): return self.push("input", None, None, float(x))


class Tracked:
    def __init__(self, tape, var):
        self.tape, self.var = tape, var

    value = property(lambda self: self.tape.values[self.var])

    def call(self, op, other, fn):
        var, value = (other.var, other.value) if isinstance(other, Tracked) else (float(other), float(other))
        return self.tape.push(op, self.var, var, fn(self.value, value))

    def __add__(self, other): return self.call("+", other, lambda a, b: a + b)
    def __mul__(self, other): return self.call("*", other, lambda a, b: a * b)
    def __pow__(self, n): return self.call("^", n, lambda a, b: a ** b)
    def __truediv__(self, other): return self.call("/", other, lambda a, b: a / b)
    def relu(self): return self.call("relu", 0, lambda a, b: max(a, b))


def derive(tape, y):
    ds = {y.var: 1.0}
    val = lambda x: tape.values.get(x, x)

    def d(x, delta):
        ds[x] = ds.get(x, 0.0) + delta

    for var, op, a, b in reversed(tape.instructions):
        delta = ds.get(var, 0.0)
        if op == "+":
            d(a, delta), d(b, delta)
        elif op == "*":
            d(a, delta * val(b)), d(b, delta * val(a))
        elif op == "^":
            d(a, delta * b * val(a) ** (b - 1))
        elif op == "/":
            d(a, delta * val(b))
            d(b, -delta * val(a) / val(b) ** 2)
        elif op == "relu":
            d(a, delta * (val(a) > 0))
    return ds


def exercise1(W, B, A, Y, T):
    t = Tape()
    w = [np.vectorize(t.track, otypes=[object])(m) for m in W]
    c = [np.vectorize(t.track, otypes=[object])(m) for m in B]
    total = t.track(0)
    for x, target in zip(A[0], T):
        h = list(x)
        for k in range(4):
            h = [sum((w[k][i, j] * h[i] for i in range(len(h))), c[k][j]) for j in range(w[k].shape[1])]
            h = [u.relu() for u in h] if k < 3 else h
        total = total + (h[0] + -target[0]) ** 2
    ds = derive(t, total / len(T))
    pick = np.vectorize(lambda u: ds.get(u.var, 0.0), otypes=[float])
    return [pick(m) for m in w], [pick(m) for m in c]
