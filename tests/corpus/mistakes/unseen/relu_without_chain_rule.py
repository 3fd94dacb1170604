# exercise: 1
# source: Thomascountz/micrograd_rb (Ruby), commit a99f7be "bug: forgot the chain rule for tanh backpropagation": self.gradient += 1.0 - (out.data**2) lacked * out.gradient (here for the ReLU)
# mistake: The lambda of the activation adds its own slope to the gradient without the gradient of its output.
# lines: 34
# crash: no
# first wrong: DW[2]
import numpy as np


class Value:
    def __init__(self, data, children=()):
        self.data, self.children = float(data), children
        self.gradient, self.backward = 0.0, lambda: None

    def plus(self, other):
        out = Value(self.data + other.data, (self, other))
        def backward():
            self.gradient += 1.0 * out.gradient
            other.gradient += 1.0 * out.gradient
        out.backward = backward
        return out

    def times(self, other):
        out = Value(self.data * other.data, (self, other))
        def backward():
            self.gradient += other.data * out.gradient
            other.gradient += self.data * out.gradient
        out.backward = backward
        return out

    def relu(self):
        out = Value(self.data if self.data > 0 else 0.0, (self,))
        def backward():
            self.gradient += 1.0 if out.data > 0 else 0.0
        out.backward = backward
        return out

    def sort(self, seen, order):
        if id(self) not in seen:
            seen.add(id(self))
            for child in self.children:
                child.sort(seen, order)
            order.append(self)
        return order

    def backpropagate(self):
        self.gradient = 1.0
        for value in reversed(self.sort(set(), [])):
            value.backward()


def exercise1(W, B, A, Y, T):
    w, b = [[[Value(x) for x in row] for row in m] for m in W], [[Value(x) for x in row] for row in B]
    loss = Value(0.0)
    for xs, t in zip(A[0], T):
        layer = [Value(x) for x in xs]
        for k in range(len(w)):
            totals = b[k]
            for x, row in zip(layer, w[k]):
                totals = [total.plus(x.times(weight)) for total, weight in zip(totals, row)]
            layer = totals if k == len(w) - 1 else [total.relu() for total in totals]
        error = layer[0].plus(Value(-t[0]))
        loss = loss.plus(error.times(error))
    loss.times(Value(1.0 / len(T))).backpropagate()
    return [np.array([[v.gradient for v in r] for r in m]) for m in w], [np.array([v.gradient for v in r]) for r in b]
