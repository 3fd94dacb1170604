# exercise: 1
# source: mrbraden56/NanoGrad (Python), commit b417373 'fixed loss problem-wasnt chaining through ReLU', nano_grad/engine/tensor.py: if out.data==0: self.grad=0 became self.grad += (out.data > 0) * out.grad
# mistake: The backward of the ReLU sets the gradient to 0 where the output is 0, but does not hand on the gradient of the output where it is not.
# lines: 33, 34
# crash: no
# first wrong: DW[2]
class Tensor:
    def __init__(self, data, _children=()):
        self.data, self.grad = data, 0
        self._prev = _children
        self._backward = lambda: None

    def __mul__(self, other):
        out = Tensor(self.data * other.data, (self, other))
        def _backward():
            self.grad += other.data * out.grad
            other.grad += self.data * out.grad
        out._backward = _backward
        return out

    @classmethod
    def sum(cls, items):
        out = Tensor(sum(i.data for i in items), tuple(items))
        def _backward():
            for i in items:
                i.grad += out.grad
        out._backward = _backward
        return out

    def relu(self):
        out = Tensor(max(0, self.data), (self,))
        def _backward():
            if out.data == 0:
                self.grad = 0
        out._backward = _backward
        return out

    def backwards(self):
        topo, visited = [], set()
        def build(t):
            if t not in visited:
                visited.add(t)
                for child in t._prev:
                    build(child)
                topo.append(t)
        build(self)
        self.grad = 1
        for t in reversed(topo):
            t._backward()

def array(data):
    return [[Tensor(float(d)) for d in row] for row in data]

def dot(x, y, bias):
    return [[Tensor.sum([r * c for r, c in zip(x_row, col)] + [b]) for col, b in zip(zip(*y), bias)] for x_row in x]

def exercise1(W, B, A, Y, T):
    weights, biases = [array(w) for w in W], array(B)
    x = array(A[0])
    for w, b in zip(weights[:-1], biases[:-1]):
        x = [[v.relu() for v in row] for row in dot(x, w, b)]
    pred = dot(x, weights[-1], biases[-1])
    errors = [Tensor.sum([p[0], Tensor(-float(t[0]))]) for p, t in zip(pred, T)]
    loss = Tensor.sum([e * e for e in errors]) * Tensor(1 / len(errors))
    loss.backwards()
    return [[[v.grad for v in row] for row in w] for w in weights], [[v.grad for v in b] for b in biases]
