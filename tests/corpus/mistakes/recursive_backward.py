# exercise: 1
# source: karpathy/micrograd, issue 2 "Incorrect gradient when non-leaf Values are re-used"
# mistake: Every use of a value calls its backward at once, each time with all of the gradient gathered so far, so the parts are passed on again and again.
# lines: 22, 23, 34, 35, 45
# crash: no
# first wrong: DW[1]
import numpy as np


class Value:
    def __init__(self, data):
        self.data = data
        self.grad = 0
        self.backward = lambda: None

    def __add__(self, other):
        out = Value(self.data + other.data)

        def backward():
            self.grad += out.grad
            other.grad += out.grad
            self.backward()
            other.backward()

        out.backward = backward
        return out

    def __mul__(self, other):
        out = Value(self.data * other.data)

        def backward():
            self.grad += other.data * out.grad
            other.grad += self.data * out.grad
            self.backward()
            other.backward()

        out.backward = backward
        return out

    def relu(self):
        out = Value(self.data if self.data > 0 else 0.0)

        def backward():
            self.grad += (out.data > 0) * out.grad
            self.backward()

        out.backward = backward
        return out


def run(root):
    root.backward()


def exercise1(W, B, A, Y, T):
    DW, DB = [np.zeros(w.shape) for w in W], [np.zeros(b.shape) for b in B]
    for s in range(len(T)):
        ws = [np.vectorize(Value, otypes=[object])(w) for w in W]
        bs = [np.vectorize(Value, otypes=[object])(b) for b in B]
        h = [Value(x) for x in A[0][s]]
        for l in range(4):
            out = []
            for j in range(len(bs[l])):
                z = bs[l][j]
                for i in range(len(h)):
                    z = z + h[i] * ws[l][i, j]
                out.append(z.relu() if l < 3 else z)
            h = out
        h[0].grad = 2 * (Y[s, 0] - T[s, 0]) / len(T)
        run(h[0])
        for l in range(4):
            DW[l] += np.vectorize(lambda v: v.grad, otypes=[float])(ws[l])
            DB[l] += np.vectorize(lambda v: v.grad, otypes=[float])(bs[l])
    return DW, DB
