# exercise: 1
# source: karpathy/micrograd, pull request 64 "Simplified backpropagation removing toposort" and issue 68: self._backward(), then child.backward(False) for every child
# mistake: The backward pass runs recursively along every path without a topological order, so a node that is used several times passes on what it has collected so far again and again.
# lines: 47, 48
# crash: no
# first wrong: DW[3]
class Value:
    def __init__(self, data, _children=()):
        self.data = data
        self.grad = 0.0
        self._prev = _children
        self._backward = lambda: None

    def __add__(self, other):
        out = Value(self.data + other.data, (self, other))

        def _backward():
            self.grad += out.grad
            other.grad += out.grad

        out._backward = _backward
        return out

    def __mul__(self, other):
        out = Value(self.data * other.data, (self, other))

        def _backward():
            self.grad += other.data * out.grad
            other.grad += self.data * out.grad

        out._backward = _backward
        return out

    def relu(self):
        out = Value(max(self.data, 0.0), (self,))

        def _backward():
            self.grad += (out.data > 0) * out.grad

        out._backward = _backward
        return out

    def backward(self, root=True):
        if root:
            self.grad = 1.0
        self._backward()
        for child in self._prev:
            child.backward(False)


def neuron(x, w, b):
    act = b
    for xi, wi in zip(x, w):
        act = act + xi * wi
    return act


def exercise1(W, B, A, Y, T):
    ws = [[[Value(float(v)) for v in row] for row in w] for w in W]
    bs = [[Value(float(v)) for v in b] for b in B]
    for xs, target in zip(A[0], T):
        x = [Value(float(v)) for v in xs]
        for l in range(len(ws)):
            x = [neuron(x, [row[j] for row in ws[l]], bs[l][j]) for j in range(len(bs[l]))]
            if l < len(ws) - 1:
                x = [v.relu() for v in x]
        diff = x[0] + Value(-float(target[0]))
        loss = diff * diff * Value(1.0 / len(T))
        loss.backward()
    return [[[v.grad for v in row] for row in w] for w in ws], [[v.grad for v in b] for b in bs]
