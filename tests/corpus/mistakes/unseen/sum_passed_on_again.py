# exercise: 1
# source: SethHWeidman/DLFS_code (Python), pull request 13 "Fix the bug in autograd example that sends wrong gradient backwards when computation graph doesn't resemble a tree", class NumberWithGrad: backward() adds the incoming gradient to self.grad and sends self.grad on to the operands; it should send the incoming backward_grad only (28 came out where 24 is right)
# mistake: a number that is used in several places passes on the sum of all that has come in so far, each time anew, so that the earlier shares reach its operands several times
# lines: 31, 32, 35, 36, 38
# crash: no
# first wrong: DW[1]
import numpy as np

class NumberWithGrad:
    def __init__(self, num, depends_on=None, creation_op=""):
        self.num = num
        self.grad = None
        self.depends_on = depends_on or []
        self.creation_op = creation_op

    def __add__(self, other):
        return NumberWithGrad(self.num + other.num, [self, other], "add")

    def __mul__(self, other):
        return NumberWithGrad(self.num * other.num, [self, other], "mul")

    def relu(self):
        return NumberWithGrad(np.maximum(self.num, 0), [self], "relu")

    def backward(self, backward_grad):
        if self.grad is None:
            self.grad = backward_grad
        else:
            self.grad = self.grad + backward_grad
        if self.creation_op == "add":
            self.depends_on[0].backward(self.grad)
            self.depends_on[1].backward(self.grad)
        if self.creation_op == "mul":
            a, b = self.depends_on
            a.backward(b.num * self.grad)
            b.backward(a.num * self.grad)
        if self.creation_op == "relu":
            self.depends_on[0].backward((self.num > 0) * self.grad)

def exercise1(W, B, A, Y, T):
    n = len(T)
    numbers = lambda array: np.vectorize(lambda v: NumberWithGrad(np.full(n, v)), otypes=[object])(array)
    weights, biases = [numbers(w) for w in W], [numbers(b) for b in B]
    units = [NumberWithGrad(column) for column in A[0].T]
    for l in range(len(W)):
        following = []
        for j in range(W[l].shape[1]):
            total = biases[l][j]
            for i, unit in enumerate(units):
                total = total + weights[l][i, j] * unit
            following.append(total.relu() if l < len(W) - 1 else total)
        units = following
    units[0].backward(2 * (units[0].num - T[:, 0]) / n)
    collect = np.vectorize(lambda number: number.grad.sum())
    return [collect(w) for w in weights], [collect(b) for b in biases]
