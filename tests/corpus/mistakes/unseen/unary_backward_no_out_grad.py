# exercise: 1
# source: FransK/micrograd-cpp (C++), value.cpp, tanh, commit 904bf31 'fix: tanh backward should accumulate': the lambda of backward became self->grad += (1 - std::pow(t, 2)); in commit 496fa2a it got * out->grad
# mistake: The backward step of the activation adds its own derivative to the gradient, without the gradient of its output, as if it were the last node of the graph.
# lines: 37
# crash: no
# first wrong: DW[2]
import numpy as np


class Value:
    def __init__(self, data, prev=()):
        self.data, self.prev, self.grad = data, prev, 0.0
        self.backward = lambda: None

    def __add__(self, rhs):
        out = Value(self.data + rhs.data, (self, rhs))

        def backward():
            self.grad += out.grad
            rhs.grad += out.grad
        out.backward = backward
        return out

    def __mul__(self, rhs):
        out = Value(self.data * rhs.data, (self, rhs))

        def backward():
            self.grad += rhs.data * out.grad
            rhs.grad += self.data * out.grad
        out.backward = backward
        return out

    def relu(self):
        out = Value(max(0.0, self.data), (self,))

        def backward():
            self.grad += (1.0 if out.data > 0 else 0.0)
        out.backward = backward
        return out

    def build_grads(self):
        self.grad = 1.0
        for node in reversed(build_topo(self, [], set())):
            node.backward()


def build_topo(v, order, visited):
    if v not in visited:
        visited.add(v)
        for child in v.prev:
            build_topo(child, order, visited)
        order.append(v)
    return order


def exercise1(W, B, A, Y, T):
    lift = np.vectorize(Value, otypes=[object])
    weights, biases = list(map(lift, W)), list(map(lift, B))
    for a, t in zip(lift(A[0]), T):
        for l, (w, b) in enumerate(zip(weights, biases)):
            z = [sum(a * column, bias) for column, bias in zip(w.T, b)]
            a = np.array(z if l == len(W) - 1 else [v.relu() for v in z])
        diff = a[0] + Value(-t[0])
        (diff * diff * Value(1 / len(T))).build_grads()
    grad = np.vectorize(lambda v: v.grad)
    return list(map(grad, weights)), list(map(grad, biases))
