# exercise: 1
# source: akv17/minigrad (Python), commit 0542f98 'fix graph traversal', scalargrad/node.py, backward: the set of the visited nodes held node.name, which may be given twice; it now holds id(node)
# mistake: The search for the order remembers the names of the nodes; a unit that has the same name as one in another layer counts as visited and is left out together with what lies below it.
# lines: 50, 52
# crash: no
# first wrong: DW[2]
from numpy import array


class Node:
    count = 0

    def __init__(self, data, name=None, children=()):
        Node.count += 1
        self.name = name or f"node@{Node.count}"
        self.data, self.grad = float(data), 0.0
        self._children, self._backward = children, lambda: None

    def __add__(self, other):
        out = Node(self.data + other.data, children=(self, other))

        def _backward():
            self.grad += out.grad
            other.grad += out.grad
        out._backward = _backward
        return out

    def __mul__(self, other):
        out = Node(self.data * other.data, children=(self, other))

        def _backward():
            self.grad += other.data * out.grad
            other.grad += self.data * out.grad
        out._backward = _backward
        return out

    def relu(self, name=None):
        out = Node(max(self.data, 0.0), name, (self,))

        def _backward():
            self.grad += (self.data > 0.0) * out.grad
        out._backward = _backward
        return out

    def backward(self):
        self.grad = 1.0
        visited, nodes_sorted = set(), []

        def _traverse(node):
            if node.name in visited:
                return
            visited.add(node.name)
            for ch in node._children:
                _traverse(ch)
            nodes_sorted.append(node)
        _traverse(self)
        for node in reversed(nodes_sorted):
            node._backward()


def dense(inputs, w, b, relu):
    for x, row in zip(inputs, w):
        b = [total + x * weight for total, weight in zip(b, row)]
    return [total.relu(f"unit{j}") for j, total in enumerate(b)] if relu else b


def exercise1(W, B, A, Y, T):
    ws = [[[Node(x) for x in row] for row in w] for w in W]
    bs = [[Node(x) for x in b] for b in B]
    for row, target in zip(A[0], T[:, 0]):
        out = [Node(x) for x in row]
        for i in range(4):
            out = dense(out, ws[i], bs[i], relu=i < 3)
        err = out[0] + Node(-target)
        (err * err * Node(1 / len(T))).backward()
    return [array([[n.grad for n in r] for r in w]) for w in ws], [array([n.grad for n in b]) for b in bs]
