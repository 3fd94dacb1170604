# exercise: 1
# source: deeplearning4j/nd4j, issue 271 "relu derivative is returning ones" (Java): the class inherits the derivative of its base class
# mistake: The class of ReLU does not override the derivative under the right name, so that of the base class is used, which is all ones.
# lines: 22, 38
# crash: no
# first wrong: DW[2]
import numpy


class TransformOp:
    def __init__(self, x):
        self.x = x

    def derivative(self):
        return numpy.ones_like(self.x)


class RectifiedLinear(TransformOp):
    def exec(self):
        return numpy.maximum(self.x, 0)

    def deriv(self):
        return numpy.where(self.x > 0, 1.0, 0.0)


class Identity(TransformOp):
    def exec(self):
        return self.x


def exercise1(W, B, A, Y, T):
    ops = [Identity(A[0])] + [RectifiedLinear(a) for a in A[1:]]
    epsilon = (Y - T) / (0.5 * len(Y))
    gradientW, gradientB = [], []
    for w, op in zip(reversed(W), reversed(ops)):
        gradientW.append(op.x.T @ epsilon)
        gradientB.append(epsilon.sum(axis=0))
        epsilon = (epsilon @ w.T) * op.derivative()
    return gradientW[::-1], gradientB[::-1]
