# exercise: 1
# source: jeffreywolberg/microgradCpp (C++), commit ae1c2c2 'Squash bug in ReLU backprop', Value.cpp: this->grad += out->data > 0 ? 1 : 0, without * out->grad
# mistake: The backward function of relu adds the slope 1 or 0 to the gradient of its input and does not multiply it with the gradient of its output.
# lines: 30
# crash: no
# first wrong: DW[2]
import numpy as np

ADD, MUL, POW, RELU = range(4)

class Value:
    def __init__(self, data, op=None, prev=(), n=None):
        self.data, self.grad = data, 0.0
        self.op, self.prev, self.n = op, prev, n
    def add(self, obj): return Value(self.data + obj.data, ADD, (self, obj))
    def mul(self, obj): return Value(self.data * obj.data, MUL, (self, obj))
    def power(self, n): return Value(self.data ** n, POW, (self,), n)
    def relu(self): return Value(self.data if self.data > 0 else 0.0, RELU, (self,))
    def backward(self):
        if self.op == ADD:
            for obj in self.prev:
                obj.grad += 1.0 * self.grad
        elif self.op == MUL:
            a, b = self.prev
            a.grad += b.data * self.grad
            b.grad += a.data * self.grad
        elif self.op == POW:
            self.prev[0].grad += self.n * self.prev[0].data ** (self.n - 1) * self.grad
        elif self.op == RELU:
            self.prev[0].grad += 1 if self.data > 0 else 0

class Graph:
    def topo(self, node, seen, order):
        if id(node) not in seen:
            seen.add(id(node))
            for p in node.prev:
                self.topo(p, seen, order)
            order.append(node)
        return order
    def backward(self, terminal):
        terminal.grad = 1.0
        for v in reversed(self.topo(terminal, set(), [])):
            v.backward()

def exercise1(W, B, A, Y, T):
    w = [[[Value(x) for x in row] for row in m] for m in W]
    b = [[Value(x) for x in v] for v in B]
    for sample, truth in zip(A[0], T):
        outs = [Value(x) for x in sample]
        for l in range(len(w)):
            res = []
            for j in range(len(b[l])):
                act = b[l][j]
                for i in range(len(outs)):
                    act = act.add(outs[i].mul(w[l][i][j]))
                res.append(act.relu() if l < len(w) - 1 else act)
            outs = res
        Graph().backward(outs[0].add(Value(-truth[0])).power(2).mul(Value(1.0 / T.size)))
    DW = [np.array([[x.grad for x in row] for row in m]) for m in w]
    return DW, [np.array([x.grad for x in v]) for v in b]
