# exercise: 1
# source: learners' copies of karpathy/micrograd; the same slip is noted by Karpathy for exp in karpathy/nn-zero-to-hero, issue 52
# mistake: In the backward function of the product the gradient is assigned, not added, so of a value that is used several times only one use counts.
# lines: 25, 26
# crash: no
# first wrong: DW[3]
class Value:
    def __init__(self, data, _children=()):
        self.data = data
        self.grad = 0.0
        self._backward = lambda: None
        self._prev = set(_children)

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
            self.grad = other.data * out.grad
            other.grad = self.data * out.grad
        out._backward = _backward
        return out

    def relu(self):
        out = Value(max(self.data, 0.0), (self,))
        def _backward():
            self.grad += (out.data > 0) * out.grad
        out._backward = _backward
        return out

    def backward(self):
        topo = []
        def build(v):
            if v not in topo:
                for child in v._prev:
                    build(child)
                topo.append(v)
        build(self)
        self.grad = 1.0
        for v in reversed(topo):
            v._backward()


def exercise1(W, B, A, Y, T):
    ws = [[[Value(float(x)) for x in row] for row in w] for w in W]
    bs = [[Value(float(x)) for x in b] for b in B]
    loss = Value(0.0)
    for x, t in zip(A[0], T):
        acts = [Value(float(v)) for v in x]
        for l, (w, b) in enumerate(zip(ws, bs)):
            acts = [sum((a * row[j] for a, row in zip(acts, w)), b[j]) for j in range(len(b))]
            acts = [a.relu() for a in acts] if l < len(ws) - 1 else acts
        diff = acts[0] + Value(-float(t[0]))
        loss = loss + diff * diff * Value(1.0 / len(T))
    loss.backward()
    return [[[v.grad for v in row] for row in w] for w in ws], [[v.grad for v in b] for b in bs]
