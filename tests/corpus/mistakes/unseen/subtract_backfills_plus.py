# exercise: 1
# source: KishalayP/j-micrograd (Java), commit 0f5f205 'Fixing Subtract Differential', MathFunctions.java, backFillGradVal of the subtraction: secondOperNode.grad += resultNode.grad became -=
# mistake: the second operand of a difference gets the gradient with the sign of the first
# lines: 35
# crash: no
# first wrong: DW[3]
import numpy as np


class Node:
    def __init__(self, value, function=None, operands=()):
        self.value = value
        self.grad = np.zeros(np.shape(value))
        self.function, self.operands = function, operands
    def apply(self, function, *others):
        value = function.compute(*[n.value for n in (self,) + others])
        return Node(value, function, (self,) + others)

class MatMul:
    compute = staticmethod(lambda a, b: a @ b)
    def back_fill(result, first, second):
        first.grad += result.grad @ second.value.T
        second.grad += first.value.T @ result.grad

class Add:
    compute = staticmethod(lambda a, b: a + b)
    def back_fill(result, first, second):
        first.grad += result.grad
        second.grad += result.grad.sum(axis=0)

class Subtract:
    compute = staticmethod(lambda a, b: a - b)
    def back_fill(result, first, second):
        first.grad += result.grad
        second.grad += result.grad

class Relu:
    compute = staticmethod(lambda a: np.maximum(a, 0))
    def back_fill(result, first):
        first.grad += result.grad * (first.value > 0)

class MeanSquare:
    compute = staticmethod(lambda a: (a ** 2).mean())
    def back_fill(result, first):
        first.grad += 2 * first.value / first.value.size * result.grad


def exercise1(W, B, A, Y, T):
    weights, biases = [Node(w) for w in W], [Node(b) for b in B]
    nodes = [Node(A[0])]
    for w, b in zip(weights, biases):
        nodes += [nodes[-1].apply(MatMul, w)]
        nodes += [nodes[-1].apply(Add, b)]
        nodes += [nodes[-1].apply(Relu)] if w is not weights[-1] else []
    nodes += [Node(T).apply(Subtract, nodes[-1])]
    nodes += [nodes[-1].apply(MeanSquare)]
    nodes[-1].grad = np.ones(())
    for node in reversed(nodes[1:]):
        node.function.back_fill(node, *node.operands)
    return [w.grad for w in weights], [b.grad for b in biases]
