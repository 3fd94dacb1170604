# exercise: 1
# source: boraoku/swiftmicrograd (Swift), commit b4f4ccb 'Bug fix on backward-propagation as explained in 01:22:30', Sources/MLP/Library.swift: self.grad = 1.0 * out.grad and self.grad = other.data * out.grad got +=
# mistake: The operations set the gradients of their operands in place of adding to them. A weight keeps only the gradient of one sample, an activation only that of one of the units that use it.
# lines: 15, 16, 23, 24, 31
# crash: no
# first wrong: DW[3]
class Value:
    def __init__(self, data, prev=()):
        self.data, self.grad, self.prev = data, 0.0, prev
        self._backward = lambda: None

    def __add__(self, other):
        out = Value(self.data + other.data, (self, other))
        def _backward():
            self.grad = 1.0 * out.grad
            other.grad = 1.0 * out.grad
        out._backward = _backward
        return out

    def __mul__(self, other):
        out = Value(self.data * other.data, (self, other))
        def _backward():
            self.grad = other.data * out.grad
            other.grad = self.data * out.grad
        out._backward = _backward
        return out

    def relu(self):
        out = Value(max(0.0, self.data), (self,))
        def _backward():
            self.grad = (out.data > 0) * out.grad
        out._backward = _backward
        return out

    def backward(self):
        topo, visited = [], set()
        def build_topo(v):
            if v not in visited:
                visited.add(v)
                for child in v.prev:
                    build_topo(child)
                topo.append(v)
        build_topo(self)
        self.grad = 1.0
        for node in reversed(topo):
            node._backward()

def feed(x, w, b):
    outs = list(b)
    for wi, xi in zip(w, x):
        outs = [out + wij * xi for out, wij in zip(outs, wi)]
    return outs

def exercise1(W, B, A, Y, T):
    ws = [[[Value(float(v)) for v in row] for row in w] for w in W]
    bs = [[Value(float(v)) for v in b] for b in B]
    loss = Value(0.0)
    for sample, t in zip(A[0], T):
        x = [Value(float(v)) for v in sample]
        for w, b in zip(ws[:-1], bs[:-1]):
            x = [v.relu() for v in feed(x, w, b)]
        diff = feed(x, ws[-1], bs[-1])[0] + Value(-float(t[0]))
        loss = loss + diff * diff * Value(1.0 / len(T))
    loss.backward()
    return [[[v.grad for v in row] for row in w] for w in ws], [[v.grad for v in b] for b in bs]
