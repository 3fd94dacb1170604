# exercise: 1
# source: 0Xero7/gograd (Go), commit 15a6b2f "fix tensor bug", ng/tensor.go: TensorConst began the product of the sizes with shape[1] and went on with shape[1:], it became shape[0] and shape[1:]
# mistake: the number of values of a constant tensor begins with the second size in place of the first, so the second counts twice and the first not at all; the column of ones has one value only and the product reads beyond it
# lines: 46
# crash: yes
# first wrong: -
import numpy as np

class Tensor:
    def __init__(self, value, shape, children=()):
        self.value, self.shape, self.children = list(value), tuple(shape), children
        self.grad = [0.0] * len(self.value)
        self.local_backward = None

    def matmul(self, other):
        n, k, m = self.shape[0], self.shape[1], other.shape[1]
        t = Tensor([sum(self.value[i * k + l] * other.value[l * m + j] for l in range(k))
                    for i in range(n) for j in range(m)], (n, m), (self, other))
        def local_backward():
            for i in range(n):
                for j in range(m):
                    for l in range(k):
                        self.grad[i * k + l] += t.grad[i * m + j] * other.value[l * m + j]
                        other.grad[l * m + j] += t.grad[i * m + j] * self.value[i * k + l]
        t.local_backward = local_backward
        return t

    def add(self, other):
        t = Tensor([a + b for a, b in zip(self.value, other.value)], self.shape, (self, other))
        def local_backward():
            for i, g in enumerate(t.grad):
                self.grad[i] += g
                other.grad[i] += g
        t.local_backward = local_backward
        return t

    def relu(self):
        t = Tensor([max(0.0, a) for a in self.value], self.shape, (self,))
        def local_backward():
            for i, g in enumerate(t.grad):
                self.grad[i] += g if self.value[i] > 0 else 0.0
        t.local_backward = local_backward
        return t

def tensor_const(value, *shape):
    size = shape[1]
    for w in shape[1:]:
        size *= w
    return Tensor([value] * size, shape)

def exercise1(W, B, A, Y, T):
    weights = [Tensor(w.ravel(), w.shape) for w in W]
    biases = [Tensor(b, (1, len(b))) for b in B]
    out, path = Tensor(A[0].ravel(), A[0].shape), []
    for i, (w, b) in enumerate(zip(weights, biases)):
        prod = out.matmul(w)
        spread = tensor_const(1.0, len(T), 1).matmul(b)
        out = prod.add(spread)
        path += [prod, spread, out]
        if i < len(W) - 1:
            out = out.relu()
            path.append(out)
    out.grad = [2 * (y - t) / len(T) for y, t in zip(out.value, T.ravel())]
    for t in reversed(path):
        t.local_backward()
    return ([np.reshape(w.grad, w.shape) for w in weights], [np.array(b.grad) for b in biases])
