# exercise: 1
# source: Shubham-cyber-prog/100-Days-Of-Web-Development-ECWoC26 (JavaScript), pull request 1378, review of terminal.js: const dThis = out.matmul(bT), const dOther = aT.matmul(out), "matmul backward uses output values instead of output gradients"
# mistake: the backward function of the matrix product multiplies with the output itself, not with its gradient
# lines: 25, 26
# crash: no
# first wrong: DW[3]
import numpy as np


class Tensor:
    def __init__(self, data, parents=()):
        self.data = np.asarray(data)
        self.grad = np.zeros(self.data.shape)
        self.parents = parents
        self._backward = lambda: None

    def transpose(self):
        return Tensor(self.data.T)

    def matmul(self, other):
        out = Tensor(self.data @ other.data, (self, other))
        def _backward():
            b_t = other.transpose()
            a_t = self.transpose()
            d_this = out.data @ b_t.data
            d_other = a_t.data @ out.data
            self.grad = self.grad + d_this
            other.grad = other.grad + d_other
        out._backward = _backward
        return out

    def add_bias(self, bias):
        out = Tensor(self.data + bias.data, (self, bias))
        def _backward():
            self.grad = self.grad + out.grad
            bias.grad = bias.grad + out.grad.sum(axis=0)
        out._backward = _backward
        return out

    def relu(self):
        out = Tensor(np.maximum(0, self.data), (self,))
        def _backward():
            self.grad = self.grad + np.where(self.data > 0, out.grad, 0)
        out._backward = _backward
        return out


def exercise1(W, B, A, Y, T):
    ws, bs, tape = [Tensor(w) for w in W], [Tensor(b) for b in B], [Tensor(A[0])]
    for w, b in zip(ws, bs):
        tape.append(tape[-1].matmul(w))
        tape.append(tape[-1].add_bias(b))
        if b is not bs[-1]:
            tape.append(tape[-1].relu())
    tape[-1].grad = 2 * (tape[-1].data - T) / T.size
    for node in reversed(tape):
        node._backward()
    return [w.grad for w in ws], [b.grad for b in bs]
