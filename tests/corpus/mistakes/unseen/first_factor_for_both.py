# exercise: 1
# source: jack-norrie/autodiff (Python), commit 7dce1b8 'Fix starting backprop node bug', src/functions.py, class Mul: backward returned (x.value, x.value), mended to (y.value, x.value)
# mistake: The backward function of the product returns the value of the first factor for both of them.
# lines: 41
# crash: no
# first wrong: DW[3]
import numpy as np

class Node:
    def __init__(self, value, parents=(), backward=None):
        self.value = value
        self.grad = 0
        self._parents = parents
        self._backward = backward
    def _get_topo_sort(self, topo_sort, seen):
        seen.add(self)
        for parent in self._parents:
            if parent not in seen:
                parent._get_topo_sort(topo_sort, seen)
        topo_sort.append(self)
        return topo_sort
    def backward(self):
        self.grad = 1
        for u in self._get_topo_sort([], set())[::-1]:
            if u._backward is None:
                continue
            node_grads = u._backward(*u._parents)
            for v, node_grad in zip(u._parents, node_grads):
                v.grad += u.grad * node_grad

class Function:
    def __call__(self, *nodes):
        return Node(self.forward(*nodes), nodes, self.backward)

class Add(Function):
    def forward(self, x, y): return x.value + y.value
    def backward(self, x, y): return (1, 1)

class Mul(Function):
    def forward(self, x, y): return x.value * y.value
    def backward(self, x, y): return (x.value, x.value)

class ReLU(Function):
    def forward(self, x): return max(x.value, 0.0)
    def backward(self, x): return (1.0 if x.value > 0 else 0.0,)

add, mul, relu = Add(), Mul(), ReLU()

def exercise1(W, B, A, Y, T):
    w, b = [np.vectorize(Node)(m) for m in W], [np.vectorize(Node)(v) for v in B]
    for sample, target in zip(A[0], T):
        nodes = [Node(v) for v in sample]
        for l in range(len(w)):
            sums = list(b[l])
            for j in range(len(sums)):
                for i, node in enumerate(nodes):
                    sums[j] = add(sums[j], mul(w[l][i, j], node))
            nodes = sums if l == len(w) - 1 else [relu(s) for s in sums]
        diff = add(nodes[0], Node(-target[0]))
        mul(mul(diff, diff), Node(1 / len(T))).backward()
    get_grad = np.vectorize(lambda node: float(node.grad))
    return [get_grad(m) for m in w], [get_grad(v) for v in b]
