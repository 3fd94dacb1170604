# exercise: 1
# source: cllns/micrograd-rb (Ruby), commit 0fbdf11 'Support a node being used multiple times', lib/micrograd/value.rb, with_grad: @grad = grad became @grad ||= 0 and @grad += grad
# mistake: with_grad overwrites the gradient of a value; a value that is used several times keeps only the part that comes last.
# lines: 31
# crash: no
# first wrong: DW[3]
import numpy as np


class Value:
    def __init__(self, data, previous=()):
        self.data, self.grad, self.previous = data, None, previous
        self._backward = lambda: None

    def __add__(self, other):
        value = Value(self.data + other.data, (self, other))
        value._backward = lambda: (self.with_grad(value.grad), other.with_grad(value.grad))
        return value

    def __mul__(self, other):
        value = Value(self.data * other.data, (self, other))
        value._backward = lambda: (self.with_grad(other.data * value.grad), other.with_grad(self.data * value.grad))
        return value

    def relu(self):
        value = Value(max(0.0, self.data), (self,))
        value._backward = lambda: self.with_grad(value.grad * (value.data > 0))
        return value

    def with_grad(self, grad):
        self.grad = grad

    def backward(self):
        order, seen = [], set()
        def visit(node):
            if node not in seen:
                seen.add(node)
                for child in node.previous:
                    visit(child)
                order.append(node)
        visit(self)
        self.with_grad(1.0)
        for node in reversed(order):
            node._backward()


def exercise1(W, B, A, Y, T):
    wrap = np.vectorize(Value, otypes=[object])
    weights, biases = [wrap(w) for w in W], [wrap(b) for b in B]
    loss = Value(0.0)
    for x, t in zip(A[0], T):
        out = [Value(v) for v in x]
        for l, (w, b) in enumerate(zip(weights, biases)):
            out = [sum((o * wi for o, wi in zip(out, w[:, j])), b[j]) for j in range(len(b))]
            out = [o.relu() for o in out] if l < len(weights) - 1 else out
        difference = out[0] + Value(-t[0])
        loss = loss + difference * difference * Value(1 / len(T))
    loss.backward()
    grads = np.vectorize(lambda value: value.grad or 0.0, otypes=[float])
    return [grads(w) for w in weights], [grads(b) for b in biases]
