# exercise: 1
# source: chainer/chainer, pull requests 5898 and 5922 "Fix broken F.leaky_relu grad when slope = 0"
# mistake: With slope 0 the output is never below zero, so the test on the output leaves all of the gradient as it is.
# lines: 20
# crash: no
# first wrong: DW[2]
import numpy


class LeakyReLU(object):
    def __init__(self, slope=0.2):
        self.slope = slope

    def retain(self, y):
        self.y = y

    def backward(self, gy):
        gx = gy.copy()
        # the sign of the output is that of the input
        gx[self.y < 0] *= self.slope
        return gx


class LinearFunction(object):
    def __init__(self, x, W):
        self.x, self.W = x, W

    def backward(self, gy):
        gx = gy.dot(self.W)
        gW = gy.T.dot(self.x)
        gb = gy.sum(0)
        return gx, gW, gb


def mean_squared_error_backward(x0, x1):
    diff = x0 - x1
    return diff * (2.0 / diff.size)


def exercise1(W, B, A, Y, T):
    linears = [LinearFunction(a, w.T) for a, w in zip(A, W)]
    relus = []
    for a in A[1:]:
        relu = LeakyReLU(slope=0.0)
        relu.retain(a)
        relus.append(relu)

    gWs, gbs = [], []
    g = mean_squared_error_backward(Y, T)
    while linears:
        g, gW, gb = linears.pop().backward(g)
        gWs.insert(0, gW.T)
        gbs.insert(0, gb)
        if relus:
            g = relus.pop().backward(g)
    return gWs, gbs
