# exercise: 1
# source: lmariscal/micrograd-webgpu (TypeScript), commit 4288d0c 'impl elem-wise mul, and fix reqgrad in new tensors', src/operations.ts: the tensors made by the operations were built without requiresGrad, which is false by default; it became tensor.requiresGrad || other.requiresGrad
# mistake: The tensor that a matrix product returns does not require a gradient although its operands do; when the backward pass asks for its gradient, the tensor refuses and the program stops.
# lines: 29
# crash: yes
# first wrong: -
from numpy import array


class Tensor:
    def __init__(self, items, shape, requires_grad=False):
        self.data, self.shape, self.requires_grad = list(items), shape, requires_grad
        self.children, self._backward = (), lambda: None
        self._grad = [0.0] * len(self.data)

    @property
    def grad(self):
        if self.requires_grad:
            return self._grad
        raise RuntimeError("Tensor does not require gradient")

    def add_grad(self, values):
        if self.requires_grad:
            self._grad = [g + v for g, v in zip(self._grad, values)]

    def mul(self, other):
        (n, m), p = self.shape, other.shape[1]
        dst = [sum(self.data[i * m + k] * other.data[k * p + j] for k in range(m)) for i in range(n) for j in range(p)]
        res = Tensor(dst, (n, p))

        def backward():
            g = res.grad
            self.add_grad([sum(g[i * p + j] * other.data[k * p + j] for j in range(p)) for i in range(n) for k in range(m)])
            other.add_grad([sum(self.data[i * m + k] * g[i * p + j] for i in range(n)) for k in range(m) for j in range(p)])
        res.children, res._backward = (self, other), backward
        return res

    def add(self, other):
        requires_grad = self.requires_grad or other.requires_grad
        res = Tensor([a + b for a, b in zip(self.data, other.data)], self.shape, requires_grad)

        def backward():
            self.add_grad(res.grad)
            other.add_grad(res.grad)
        res.children, res._backward = (self, other), backward
        return res

    def relu(self):
        res = Tensor([max(a, 0.0) for a in self.data], self.shape, self.requires_grad)
        res.children = (self,)
        res._backward = lambda: self.add_grad([g * (a > 0.0) for g, a in zip(res.grad, self.data)])
        return res

    def backward(self):
        self._backward()
        for child in self.children:
            child.backward()


def exercise1(W, B, A, Y, T):
    weights = [Tensor(w.ravel(), w.shape, True) for w in W]
    biases = [Tensor(b, (1, len(b)), True) for b in B]
    for row, target in zip(A[0], T[:, 0]):
        x = Tensor(row, (1, len(row)))
        for i in range(4):
            x = x.mul(weights[i]).add(biases[i])
            x = x.relu() if i < 3 else x
        x.add_grad([2.0 * (x.data[0] - target) / len(T)])
        x.backward()
    return [array(w.grad).reshape(w.shape) for w in weights], [array(b.grad) for b in biases]
