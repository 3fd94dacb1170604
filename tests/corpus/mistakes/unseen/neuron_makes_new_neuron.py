# exercise: 1
# source: ishandhanani/micrograd-go (Go), commit bbf3a75 'fixed large bug with activations creating a whole new graph and not upd grads': Call began with neuron := NewNeuron(len(x)) and used neuron.Weight and neuron.Bias instead of n.Weight and n.Bias
# mistake: Every call of a neuron makes a new neuron and computes with the parameters of that one; those that are asked for their gradients are not in the graph.
# lines: 50
# crash: no
# first wrong: DW[3]
import numpy as np

class Value:
    def __init__(self, data, prev=()):
        self.data, self.prev, self.grad = data, prev, 0.0
        self.backward = lambda: None

    def add(self, v2):
        out = Value(self.data + v2.data, (self, v2))
        def back():
            self.grad += out.grad
            v2.grad += out.grad
        out.backward = back
        return out

    def multiply(self, v2):
        out = Value(self.data * v2.data, (self, v2))
        def back():
            self.grad += out.grad * v2.data
            v2.grad += out.grad * self.data
        out.backward = back
        return out

    def relu(self):
        out = Value(max(self.data, 0.0), (self,))
        def back():
            self.grad += out.grad * (out.data > 0)
        out.backward = back
        return out

def build_topo(v, topo):
    if v not in topo:
        for p in v.prev:
            build_topo(p, topo)
        topo[v] = True
    return topo

class Neuron:
    def __init__(self, init):
        self.init = init
        self.weight, self.bias = [Value(x) for x in init[:-1]], Value(init[-1])

    def call(self, x, active):
        neuron = Neuron(self.init)
        activation = neuron.bias
        for w, xi in zip(neuron.weight, x):
            activation = activation.add(w.multiply(xi))
        return activation.relu() if active else activation

def exercise1(W, B, A, Y, T):
    layers = [[Neuron(init) for init in np.vstack((w, b)).T] for w, b in zip(W, B)]
    for row, target in zip(A[0], T):
        x = [Value(v) for v in row]
        for i, layer in enumerate(layers):
            x = [n.call(x, i + 1 < len(layers)) for n in layer]
        x[0].grad = 2 * (x[0].data - target[0]) / len(T)
        for v in reversed(build_topo(x[0], {})):
            v.backward()
    DW = [np.array([[v.grad for v in n.weight] for n in layer]).T for layer in layers]
    return DW, [np.array([n.bias.grad for n in layer]) for layer in layers]
