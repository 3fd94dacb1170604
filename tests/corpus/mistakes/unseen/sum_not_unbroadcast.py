# exercise: 1
# source: titaneric/AutoDiff-from-scratch (Python), commit 8bed580 'Fix the gradient of loss', autodiff/numpy_grad/vjps.py: the vjps of add, subtract, multiply ... returned upstream as it is; mended to unbroadcast(x, upstream) and unbroadcast(y, upstream)
# mistake: The gradient of a sum is handed to the bias in the shape of the sum, for all samples, without summing over the axis along which the bias was broadcast.
# lines: 18, 19
# crash: no
# first wrong: DB[3]
import numpy as onp
from collections import defaultdict

primitive_vjp = defaultdict(list)

def unbroadcast(target, g):
    while onp.ndim(g) > onp.ndim(target):
        g = onp.sum(g, axis=0)
    return g

primitive_vjp["add"] = [
    lambda upstream, result, x, y: upstream,
    lambda upstream, result, x, y: upstream,
]
primitive_vjp["dot"] = [
    lambda upstream, result, x, y: onp.dot(upstream, y.T),
    lambda upstream, result, x, y: onp.dot(x.T, upstream),
]
primitive_vjp["maximum"] = [
    lambda upstream, result, x, y: upstream * (x == result) / (1.0 + (x == y)),
]
functions = {"add": onp.add, "dot": onp.dot, "maximum": onp.maximum}

class Node:
    def __init__(self, value, func=None, parents=()):
        self.value = value
        self.func = func
        self.parents = parents
        self.gradient = 0.0

def apply(graph, func, *parents):
    value = functions[func](*[p.value for p in parents])
    graph.append(Node(value, func, parents))
    return graph[-1]

def backward_prop(graph, upstream):
    graph[-1].gradient = upstream
    for node in reversed(graph):
        args = [p.value for p in node.parents]
        for vjp, parent in zip(primitive_vjp[node.func], node.parents):
            downstream = vjp(node.gradient, node.value, *args)
            parent.gradient = parent.gradient + downstream

def exercise1(W, B, A, Y, T):
    weights, biases = [Node(w) for w in W], [Node(b) for b in B]
    graph, out, zero = [], Node(A[0]), Node(0.0)
    for i in range(len(W)):
        out = apply(graph, "add", apply(graph, "dot", out, weights[i]), biases[i])
        if i < len(W) - 1:
            out = apply(graph, "maximum", out, zero)
    backward_prop(graph, 2 * (out.value - T) / onp.size(T))
    return [w.gradient for w in weights], [b.gradient for b in biases]
