# exercise: 1
# source: abhishekmishra/nanograd-lua (Lua), commit 9446623 "notes for fixing the bug in _backward, where gradients are not properly accumulated, but replaced.", nanograd/engine.lua: the closures of __add, __mul and tanh set self.grad = ... and other.grad = ...; they became self.grad = self.grad + ...
# mistake: The closures of the operations assign the gradients of their operands in place of adding to them, so a value which is used several times keeps only what came last.
# lines: 16, 17, 24, 25, 32
# crash: no
# first wrong: DW[3]
class Value:
    def __init__(self, data, children=(), op=""):
        self.data, self._prev, self._op = data, children, op
        self.grad = 0.0
        self._backward = None

    def __add__(self, other):
        out = Value(self.data + other.data, (self, other), "+")
        def _backward():
            self.grad = 1 * out.grad
            other.grad = 1 * out.grad
        out._backward = _backward
        return out

    def __mul__(self, other):
        out = Value(self.data * other.data, (self, other), "*")
        def _backward():
            self.grad = other.data * out.grad
            other.grad = self.data * out.grad
        out._backward = _backward
        return out

    def relu(self):
        out = Value(max(self.data, 0.0), (self,), "relu")
        def _backward():
            self.grad = (out.data > 0) * out.grad
        out._backward = _backward
        return out

    def backward(self):
        topo, visited = [], set()
        def build_topo(v):
            if v not in visited:
                visited.add(v)
                for child in v._prev:
                    build_topo(child)
                topo.append(v)
        build_topo(self)
        self.grad = 1.0
        for v in reversed(topo):
            if v._backward:
                v._backward()


def neuron(ws, b, xs):
    act = b
    for w, x in zip(ws, xs):
        act = act + w * x
    return act


def exercise1(W, B, A, Y, T):
    w = [[[Value(float(v)) for v in row] for row in m] for m in W]
    b = [[Value(float(v)) for v in row] for row in B]
    loss = Value(0.0)
    for xs, (t,) in zip(A[0], T):
        h = [Value(float(x)) for x in xs]
        for l in range(4):
            h = [neuron(ws, bias, h) for ws, bias in zip(zip(*w[l]), b[l])]
            h = [v.relu() for v in h] if l < 3 else h
        diff = h[0] + Value(-float(t))
        loss = loss + diff * diff
    (loss * Value(1 / len(T))).backward()
    return [[[v.grad for v in row] for row in m] for m in w], [[v.grad for v in row] for row in b]
