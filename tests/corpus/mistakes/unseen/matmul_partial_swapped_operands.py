# exercise: 1
# source: jonathancyu/autograd-rs (Rust), commit e3fa93f 'fix: worked out mul grad', src/operations.rs, backward of the matrix product Mul(a, b): b_partial = (grad * a).transpose() became a.transpose() * grad, with a note on the shapes
# mistake: The partial for the right operand of the matrix product multiplies the incoming gradient with the untransposed left operand and transposes afterwards; with several samples the inner sizes do not fit and the program stops.
# lines: 41
# crash: yes
# first wrong: -
import numpy as np


class Tensor:
    def __init__(self, data, operation=("None",)):
        self.data = np.array(data, dtype=float)
        self.operation = operation
        self.gradient = np.zeros_like(self.data)

    def add_grad(self, grad):
        self.gradient = self.gradient + grad

    def mul(self, other):
        return Tensor(self.data @ other.data, ("Mul", self, other))

    def add_row(self, other):
        return Tensor(self.data + other.data, ("AddRow", self, other))

    def sub(self, other):
        return Tensor(self.data - other.data, ("Sub", self, other))

    def relu(self):
        return Tensor(np.maximum(self.data, 0.0), ("ReLU", self))

    def mean_square(self):
        return Tensor([[np.mean(self.data ** 2)]], ("MeanSquare", self))

    def backward(self):
        grad = self.gradient
        kind, *operands = self.operation
        if kind == "Mul":
            a, b = operands
            a_partial = grad @ b.data.T
            a.add_grad(a_partial)
            b_partial = (grad @ a.data).T
            b.add_grad(b_partial)
        elif kind == "AddRow":
            a, b = operands
            a.add_grad(grad)
            b.add_grad(grad.sum(axis=0, keepdims=True))
        elif kind == "Sub":
            a, b = operands
            a.add_grad(grad)
            b.add_grad(-grad)
        elif kind == "ReLU":
            (a,) = operands
            a.add_grad(np.where(a.data > 0.0, grad, 0.0))
        elif kind == "MeanSquare":
            (a,) = operands
            a.add_grad(grad * 2.0 * a.data / a.data.size)
        for operand in operands:
            operand.backward()


def exercise1(W, B, A, Y, T):
    weights = [Tensor(w) for w in W]
    biases = [Tensor(b.reshape(1, -1)) for b in B]
    out = Tensor(A[0])
    for i in range(4):
        out = out.mul(weights[i]).add_row(biases[i])
        if i < 3:
            out = out.relu()
    loss = out.sub(Tensor(T)).mean_square()
    loss.add_grad(1.0)
    loss.backward()
    return [w.gradient for w in weights], [b.gradient[0] for b in biases]
