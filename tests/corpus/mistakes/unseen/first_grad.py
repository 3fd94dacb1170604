# exercise: 1
# source: MarkusAI/rA9, commit d0de713 "fixed backward": excute(next_func, grad_outs[0]) became excute(next_func, grad_outs[i])
# mistake: Every input of an operation is given the gradient of its first input, so the weights and the biases receive the one that is meant for the activations.
# lines: 64
# crash: no
# first wrong: DW[3]
import numpy


class Variable:
    def __init__(self, data):
        self.data = data
        self.grad = None


class AccumulateGrad:
    next_functions = ()

    def __init__(self, variable):
        self.variable = variable

    def apply(self, grad):
        if self.variable.grad is None:
            self.variable.grad = grad
        else:
            self.variable.grad = self.variable.grad + grad
        return ()


class LinearBackward:
    def __init__(self, inputs, weight, next_functions):
        self.inputs, self.weight = inputs, weight
        self.next_functions = next_functions

    def apply(self, grad):
        dx = numpy.matmul(grad, numpy.transpose(self.weight))
        dw = numpy.matmul(self.inputs.T, grad)
        db = numpy.sum(grad, axis=0)
        return dx, dw, db


class ReLUBackward:
    def __init__(self, output, next_functions):
        self.output = output
        self.next_functions = next_functions

    def apply(self, grad):
        return (numpy.where(self.output > 0, grad, 0.0),)


class MSEBackward:
    def __init__(self, output, target, next_functions):
        self.diff = output - target
        self.next_functions = next_functions

    def apply(self, grad):
        return (grad * 2.0 * self.diff / self.diff.size,)


def excute(fn, grad_in):
    grad_outs = fn.apply(grad_in)
    for i, next_func in enumerate(fn.next_functions):
        if next_func is not None:
            excute(next_func, grad_outs[0])


def exercise1(W, B, A, Y, T):
    weights = [Variable(w) for w in W]
    biases = [Variable(b) for b in B]
    fn = None
    for k in range(len(W)):
        if k > 0:
            fn = ReLUBackward(A[k], (fn,))
        leaves = (AccumulateGrad(weights[k]), AccumulateGrad(biases[k]))
        fn = LinearBackward(A[k], W[k], (fn,) + leaves)
    excute(MSEBackward(Y, T, (fn,)), 1.0)
    return [v.grad for v in weights], [v.grad for v in biases]
