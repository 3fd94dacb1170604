# exercise: 1
# source: AayushSameerShah/Neural-Net-Zero-to-Hero-with-Andrej, issue 1 "Micrograd subtraction gradient is wrong", and KhawajaAbaid/micrograd_c, issue 1 (C): backward of a difference gives + to the second operand
# mistake: In the derivative of a difference, the number that is subtracted gets the gradient with a plus, and the output is subtracted here.
# lines: 31
# crash: no
# first wrong: DW[3]
class Value:
    tape = []

    def __init__(self, data):
        self.data = float(data)
        self.grad = 0.0
        self._backward = lambda: None
        Value.tape.append(self)

    def __add__(self, other):
        out = Value(self.data + other.data)

        def _backward():
            self.grad += out.grad
            other.grad += out.grad

        out._backward = _backward
        return out

    def __sub__(self, other):
        out = Value(self.data - other.data)

        def _backward():
            self.grad += 1.0 * out.grad
            other.grad += 1.0 * out.grad

        out._backward = _backward
        return out

    def __mul__(self, other):
        out = Value(self.data * other.data)

        def _backward():
            self.grad += other.data * out.grad
            other.grad += self.data * out.grad

        out._backward = _backward
        return out

    def relu(self):
        out = Value(self.data if self.data > 0 else 0.0)

        def _backward():
            self.grad += (out.data > 0) * out.grad

        out._backward = _backward
        return out


class Neuron:
    def __init__(self, w, b, nonlin):
        self.w = [Value(wi) for wi in w]
        self.b = Value(b)
        self.nonlin = nonlin

    def __call__(self, x):
        act = self.b
        for wi, xi in zip(self.w, x):
            act = act + wi * xi
        return act.relu() if self.nonlin else act


def exercise1(W, B, A, Y, T):
    Value.tape = []
    last = len(W) - 1
    layers = [[Neuron(w[:, j], b[j], i < last) for j in range(len(b))]
              for i, (w, b) in enumerate(zip(W, B))]
    loss = Value(0)
    for xs, t in zip(A[0], T):
        x = [Value(v) for v in xs]
        for layer in layers:
            x = [neuron(x) for neuron in layer]
        for ygt, yout in zip(t, x):
            diff = Value(ygt) - yout
            loss = loss + diff * diff
    loss.grad = 1.0 / T.size
    for v in reversed(Value.tape):
        v._backward()
    DW = [[[n.w[i].grad for n in layer] for i in range(len(layer[0].w))] for layer in layers]
    DB = [[n.b.grad for n in layer] for layer in layers]
    return DW, DB
