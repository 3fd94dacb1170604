# exercise: 1
# source: AkiRusProd/numpy-nn-model (Python), commit c67ccf1 'autograd matmul backward bug fix', neunet/autograd.py: for [vector x matrix], grad * self.args[1].data became matmul with the transposed matrix, and np.outer(grad, self.args[0].data) got its arguments in the other order
# mistake: For a vector times a matrix, the gradient is multiplied elementwise with the matrix in place of by the matrix transposed, and the arguments of the outer product are interchanged.
# lines: 44, 45
# crash: yes
# first wrong: -
import numpy as np

class Tensor:
    def __init__(self, data, args=None, op=None):
        self.data = np.asarray(data)
        self.args = args
        self.op = op
        self.grad = None

    def add(self, t):
        return Tensor(self.data + t.data, [self, t], "add")

    def sub(self, t):
        return Tensor(self.data - t.data, [self, t], "sub")

    def matmul(self, t):
        return Tensor(np.matmul(self.data, t.data), [self, t], "matmul")

    def relu(self):
        return Tensor(np.maximum(self.data, 0), [self], "relu")

    def power(self, n):
        return Tensor(self.data ** n, [self, n], "power")

    def backward(self, grad):
        if self.grad is None:
            self.grad = grad
        else:
            self.grad = self.grad + grad

        if self.op == "add":
            self.args[0].backward(grad)
            self.args[1].backward(grad)
        elif self.op == "sub":
            self.args[0].backward(grad)
            self.args[1].backward(-grad)
        elif self.op == "matmul":
            self.args[0].backward(grad * self.args[1].data)
            self.args[1].backward(np.outer(grad, self.args[0].data))
        elif self.op == "relu":
            self.args[0].backward(grad * (self.data > 0))
        elif self.op == "power":
            n = self.args[1]
            self.args[0].backward(grad * n * self.args[0].data ** (n - 1))

def exercise1(W, B, A, Y, T):
    weights = [Tensor(w) for w in W]
    biases = [Tensor(b) for b in B]
    for sample, target in zip(A[0], T):
        out = Tensor(sample)
        for w, b in zip(weights[:-1], biases[:-1]):
            out = out.matmul(w).add(b).relu()
        out = out.matmul(weights[-1]).add(biases[-1])
        loss = out.sub(Tensor(target)).power(2)
        loss.backward(np.ones_like(loss.data) / len(T))
    return [w.grad for w in weights], [b.grad for b in biases]
