# exercise: 1
# source: rillki/tiny-autodiff (D), commit e689cf0 "sub and div backward operations added, previous solutions is only for add/mul and thus is incorrect": one function opBackwardMulDiv served products and quotients (and opBackwardAddSub sums and differences) with the rule of the product; they became four functions. Here only the quotient is concerned
# mistake: A quotient is registered with the backward function of the product, so the gradient of the dividend is multiplied by the divisor instead of divided by it.
# lines: 25
# crash: no
# first wrong: DW[3]
from operator import mul
import numpy as np


class Value:
    def __init__(self, data, parents=(), backward=lambda result: None):
        self.data = float(data)
        self.grad = 0.0
        self.parents = parents
        self.op_backward = backward

    def __add__(self, rhs):
        return Value(self.data + rhs.data, (self, rhs), op_backward_add)

    def __mul__(self, rhs):
        return Value(self.data * rhs.data, (self, rhs), op_backward_mul_div)

    def __truediv__(self, rhs):
        return Value(self.data / rhs.data, (self, rhs), op_backward_mul_div)

    def relu(self):
        return Value(max(self.data, 0.0), (self,), op_backward_relu)

    def backward(self):
        order, seen = [], set()

        def visit(v):
            if v not in seen:
                seen.add(v)
                for parent in v.parents:
                    visit(parent)
                order.append(v)

        visit(self)
        self.grad = 1.0
        for v in reversed(order):
            v.op_backward(v)


def op_backward_add(result):
    lhs, rhs = result.parents
    lhs.grad += result.grad
    rhs.grad += result.grad


def op_backward_mul_div(result):
    lhs, rhs = result.parents
    lhs.grad += rhs.data * result.grad
    rhs.grad += lhs.data * result.grad


def op_backward_relu(result):
    result.parents[0].grad += (result.data > 0) * result.grad


def exercise1(W, B, A, Y, T):
    value = np.frompyfunc(Value, 1, 1)
    weights, biases = [value(w) for w in W], [value(b) for b in B]
    loss = Value(0)
    for x, t in zip(A[0], T[:, 0]):
        layer = list(value(x))
        for i, (w, b) in enumerate(zip(weights, biases)):
            layer = [sum(map(mul, layer, column), bias) for column, bias in zip(w.T, b)]
            layer = [v.relu() for v in layer] if i < 3 else layer
        error = layer[0] + Value(-t)
        loss = loss + error * error / Value(len(T))
    loss.backward()
    grad = np.frompyfunc(lambda v: v.grad, 1, 1)
    return [grad(w).astype(float) for w in weights], [grad(b).astype(float) for b in biases]
