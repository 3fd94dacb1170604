# exercise: 1
# source: thomas-gale/micrograd (Mojo), commit 66ba6e9 'Relu Fixed by changing equality checks to pointer address rather than value. This makes sense, and there may often be nodes in the computational graph that have the same value but are distinct in other ways'
# mistake: Two nodes are taken for the same when they hold the same number, so the sort finds only one of them in its set of visited nodes; nodes must be compared by identity.
# lines: 16, 19
# crash: no
# first wrong: DW[3]
import numpy


class Value:
    def __init__(self, data, prev=(), backward=None):
        self.data, self.grad = float(data), 0.0
        self._prev, self._backward = prev, backward

    def __eq__(self, other):
        return self.data == other.data

    def __hash__(self):
        return hash(self.data)

    def __add__(self, other):
        def backward(grad):
            self.grad += grad
            other.grad += grad
        return Value(self.data + other.data, (self, other), backward)

    def __mul__(self, other):
        def backward(grad):
            self.grad += other.data * grad
            other.grad += self.data * grad
        return Value(self.data * other.data, (self, other), backward)

    def relu(self):
        def backward(grad):
            self.grad += grad if self.data > 0 else 0.0
        return Value(max(self.data, 0.0), (self,), backward)

    def topo(self, visited):
        if self in visited:
            return []
        visited.add(self)
        return sum([child.topo(visited) for child in self._prev], []) + [self]

    def backward(self):
        self.grad = 1.0
        for v in reversed(self.topo(set())):
            if v._backward:
                v._backward(v.grad)


def exercise1(W, B, A, Y, T):
    params = [([[Value(v) for v in row] for row in w.T], [Value(v) for v in b]) for w, b in zip(W, B)]
    for x, t in zip(A[0], T):
        act = [Value(v) for v in x]
        for w, b in params:
            z = [sum((wi * ai for wi, ai in zip(row, act)), bias) for row, bias in zip(w, b)]
            act = [v.relu() for v in z]
        diff = z[0] + Value(-t[0])
        (diff * diff * Value(1.0 / len(T))).backward()
    DW = [numpy.array([[v.grad for v in row] for row in w]).T for w, b in params]
    return DW, [numpy.array([v.grad for v in b]) for w, b in params]
