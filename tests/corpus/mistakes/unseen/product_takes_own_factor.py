# exercise: 1
# source: ishandhanani/micrograd-go (Go), commit 6c26f52 'bug fix in grad', engine.go, Multiply: v.Grad = out.Grad * v.Data and v2.Grad = out.Grad * v2.Data, mended to v2.Data and v.Data
# mistake: In the backward function of the product, each factor gets the gradient times its own value instead of the value of the other factor.
# lines: 23, 24
# crash: no
# first wrong: DW[3]
import numpy as np

class Value:
    def __init__(self, data, prev=(), op=""):
        self.data, self.grad = data, 0.0
        self.prev, self.op, self.backward = list(prev), op, None
    def add(self, v2):
        out = Value(self.data + v2.data, [self, v2], "+")
        def backward():
            self.grad += 1.0 * out.grad
            v2.grad += 1.0 * out.grad
        out.backward = backward
        return out
    def multiply(self, v2):
        out = Value(self.data * v2.data, [self, v2], "*")
        def backward():
            self.grad += out.grad * self.data
            v2.grad += out.grad * v2.data
        out.backward = backward
        return out
    def relu(self):
        out = Value(max(self.data, 0.0), [self], "relu")
        def backward():
            self.grad += out.grad if self.data > 0 else 0.0
        out.backward = backward
        return out

def topological_sort(v, visited, stack):
    visited.add(v)
    for p in v.prev:
        if p not in visited:
            topological_sort(p, visited, stack)
    stack.append(v)
    return stack

def exercise1(W, B, A, Y, T):
    weights = [[[Value(float(c)) for c in r] for r in w] for w in W]
    bias = [[Value(float(c)) for c in b] for b in B]
    for xs, obs in zip(A[0], T):
        x = [Value(float(c)) for c in xs]
        for l in range(len(W)):
            outputs = []
            for j in range(len(bias[l])):
                activation = bias[l][j]
                for i, inp in enumerate(x):
                    activation = activation.add(weights[l][i][j].multiply(inp))
                outputs.append(activation if l == len(W) - 1 else activation.relu())
            x = outputs
        x[0].grad = 2 * (x[0].data - float(obs[0])) / len(T)
        for v in reversed(topological_sort(x[0], set(), [])):
            if v.backward:
                v.backward()
    return ([np.array([[c.grad for c in r] for r in w]) for w in weights],
            [np.array([c.grad for c in b]) for b in bias])
