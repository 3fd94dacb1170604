# exercise: 1
# source: msakuta/rustograd (Rust), commit b54248d 'Fix RcTerm's derivatives', src/rc_term.rs, backprop_rec, case Mul: lhs.backprop_rec(rhs.eval()) and rhs.backprop_rec(lhs.eval()) became lhs.backprop_rec(grad * rhs.eval()) and rhs.backprop_rec(grad * lhs.eval())
# mistake: At a product the recursion hands down the value of the other factor alone; the gradient that came from above is not multiplied with it.
# lines: 44, 45
# crash: no
# first wrong: DW[3]
from numpy import array


class RcTerm:
    def __init__(self, kind, *terms, data):
        self.kind, self.terms, self.data = kind, terms, data
        self.grad = None

    def __add__(self, other):
        return RcTerm("Add", self, other, data=self.data + other.data)

    def __sub__(self, other):
        return RcTerm("Sub", self, other, data=self.data - other.data)

    def __mul__(self, other):
        return RcTerm("Mul", self, other, data=self.data * other.data)

    def apply(self, f, g):
        term = RcTerm("UnaryFn", self, data=f(self.data))
        term.derivative = g
        return term

    def eval(self):
        return self.data

    def backprop_rec(self, grad):
        self.grad = (self.grad or 0.0) + grad
        if self.kind == "Add":
            lhs, rhs = self.terms
            lhs.backprop_rec(grad)
            rhs.backprop_rec(grad)
        elif self.kind == "Sub":
            lhs, rhs = self.terms
            lhs.backprop_rec(grad)
            rhs.backprop_rec(-grad)
        elif self.kind == "Mul":
            lhs, rhs = self.terms
            lhs.backprop_rec(rhs.eval())
            rhs.backprop_rec(lhs.eval())
        elif self.kind == "UnaryFn":
            (term,) = self.terms
            term.backprop_rec(grad * self.derivative(term.eval()))

    def backprop(self):
        self.backprop_rec(1.0)


def value(x):
    return RcTerm("Value", data=float(x))


def relu(term):
    return term.apply(lambda x: max(x, 0.0), lambda x: 1.0 if x > 0.0 else 0.0)


def exercise1(W, B, A, Y, T):
    ws = [[[value(x) for x in row] for row in w] for w in W]
    bs = [[value(x) for x in b] for b in B]
    scale = value(1.0 / len(T))
    for row, target in zip(A[0], T[:, 0]):
        layer = [value(x) for x in row]
        for depth in range(4):
            sums = list(bs[depth])
            for term, weights in zip(layer, ws[depth]):
                sums = [s + term * w for s, w in zip(sums, weights)]
            layer = sums if depth == 3 else [relu(s) for s in sums]
        diff = layer[0] - value(target)
        (diff * diff * scale).backprop()
    dw = [array([[w.grad for w in row] for row in m]) for m in ws]
    return dw, [array([b.grad for b in v]) for v in bs]
