# exercise: 1
# source: OneRaynyDay/autodiff (C++), commit 5d0c248 "Backprop on add works", expression.cpp, backpropagate: boost::apply_visitor(eval_plus_visitor(), derivatives[children[i]], child_derivs[i]) stood alone, its result was thrown away; it became derivatives[children[i]] = ...
# mistake: The derivative of a child plus its new share is computed, but the sum is not stored; the derivatives of all nodes but the root stay zero.
# lines: 49
# crash: no
# first wrong: DW[3]
from collections import deque
import numpy as np

class Var:
    def __init__(self, value, op=None, children=()):
        self.value, self.op, self.children = value, op, children

def dot(a, b):
    return Var(a.value @ b.value, "dot", (a, b))

def plus(a, b):
    return Var(a.value + b.value, "plus", (a, b))

def relu(a):
    return Var(np.maximum(a.value, 0.0), "relu", (a,))

def mse(a, t):
    return Var(np.mean((a.value - t.value) ** 2), "mse", (a, t))

def back(op, children, d):
    values = [c.value for c in children]
    if op == "dot":
        return [d @ values[1].T, values[0].T @ d]
    if op == "plus":
        return [d, d.sum(axis=0)]
    if op == "relu":
        return [d * (values[0] > 0)]
    if op == "mse":
        share = d * 2.0 * (values[0] - values[1]) / values[0].size
        return [share, -share]

def eval_plus(total, share):
    return total + share

def backpropagate(root):
    derivatives = {root: 1.0}
    queue = deque([root])
    while queue:
        v = queue.popleft()
        for child, share in zip(v.children, back(v.op, v.children, derivatives[v])):
            if child not in derivatives:
                derivatives[child] = np.zeros(child.value.shape)
            eval_plus(derivatives[child], share)
            if child.op is not None:
                queue.append(child)
    return derivatives

def exercise1(W, B, A, Y, T):
    weights, biases = [Var(w) for w in W], [Var(b) for b in B]
    node = Var(A[0])
    for i in range(len(W)):
        node = plus(dot(node, weights[i]), biases[i])
        if i != len(W) - 1:
            node = relu(node)
    derivatives = backpropagate(mse(node, Var(T)))
    return [derivatives[w] for w in weights], [derivatives[b] for b in biases]
