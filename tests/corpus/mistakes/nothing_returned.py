# exercise: 1
# source: chainer/chainer, issue 3435: unsupported operand type(s) for *: ... and 'NoneType', the gradient that came back is None
# mistake: The backward method of the linear layer stores its gradients but returns nothing, so the next layer gets None.
# lines: 17
# crash: yes
# first wrong: -
import numpy as np


class Linear:
    def __init__(self, x, w):
        self.x, self.w = x, w

    def backward(self, gy):
        self.gw = self.x.T.dot(gy)
        self.gb = gy.sum(axis=0)
        gx = gy.dot(self.w.T)


class ReLU:
    def __init__(self, y):
        self.y = y

    def backward(self, gy):
        return gy * (self.y > 0)


def exercise1(W, B, A, Y, T):
    functions = [Linear(A[0], W[0])]
    for a, w in zip(A[1:], W[1:]):
        functions.append(ReLU(a))
        functions.append(Linear(a, w))
    gy = 2 * (Y - T) / len(T)
    for function in functions[::-1]:
        gy = function.backward(gy)
    links = functions[::2]
    return [f.gw for f in links], [f.gb for f in links]
