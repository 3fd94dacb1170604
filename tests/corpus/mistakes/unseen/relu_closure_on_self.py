# exercise: 1
# source: Mirko-A/minigrad (Python), commit 4b6d297 'Fixed ReLU backward function': in relu of the scalar engine stood self._backward = _backward, it became out._backward = _backward
# mistake: relu stores its backward function in its input instead of in its output; it overwrites the one of the input, and nothing flows on to the layers below the last ReLU.
# lines: 35
# crash: no
# first wrong: DW[2]
import numpy as np

class Value:
    def __init__(self, data, _children=()):
        self.data, self._children = data, _children
        self.grad = 0.0
        self._backward = lambda: None

    def _add(self, other):
        out = Value(self.data + other.data, (self, other))
        def _backward():
            self.grad += out.grad
            other.grad += out.grad
        out._backward = _backward
        return out

    def _mul(self, other):
        out = Value(self.data * other.data, (self, other))
        def _backward():
            self.grad += out.grad * other.data
            other.grad += out.grad * self.data
        out._backward = _backward
        return out

    def relu(self):
        out = Value(self.data if self.data > 0 else 0.0, (self,))
        def _backward():
            self.grad += out.grad * (1 if self.data > 0 else 0)
        self._backward = _backward
        return out

    def backward(self):
        nodes, visited = [], set()
        def topo_sort(node):
            if node not in visited:
                visited.add(node)
                for child in node._children:
                    topo_sort(child)
                nodes.append(node)
        topo_sort(self)
        self.grad = 1.0
        for node in reversed(nodes):
            node._backward()

def exercise1(W, B, A, Y, T):
    values, grads = np.vectorize(Value), np.vectorize(lambda v: v.grad)
    weights, biases, loss = [values(w) for w in W], [values(b) for b in B], Value(0.0)
    for x, t in zip(A[0], T):
        h = values(x)
        for l, (w, b) in enumerate(zip(weights, biases)):
            z = list(b)
            for j in range(len(b)):
                for i in range(len(h)):
                    z[j] = z[j]._add(h[i]._mul(w[i][j]))
            h = [v.relu() for v in z] if l < len(W) - 1 else z
        diff = h[0]._add(Value(-t[0]))
        loss = loss._add(diff._mul(diff)._mul(Value(1.0 / len(T))))
    loss.backward()
    return [grads(w) for w in weights], [grads(b) for b in biases]
