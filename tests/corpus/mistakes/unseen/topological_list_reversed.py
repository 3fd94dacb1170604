# exercise: 1
# source: rounakdatta/smolgrad.ml (OCaml), commit 57a5787 "Fix test assertions", lib/neuron.ml, backpropagate: the sort puts every node in front of the nodes it depends on, so its list begins with the output already; the loop ran over List.rev of it, which became the list itself
# mistake: The list of the nodes already runs from the output to the leaves, and is turned around once more: the leaves are asked first, when no gradient has arrived yet, and the output last.
# lines: 53
# crash: no
# first wrong: DW[3]
import collections


class Neuron:
    def __init__(self, data, dependencies=()):
        self.data = data
        self.grad = 0.0
        self.dependencies = dependencies
        self.backward = lambda: None

    def __add__(self, other):
        resultant = Neuron(self.data + other.data, (self, other))
        def backward():
            self.grad += resultant.grad
            other.grad += resultant.grad
        resultant.backward = backward
        return resultant

    def __mul__(self, other):
        resultant = Neuron(self.data * other.data, (self, other))
        def backward():
            self.grad += other.data * resultant.grad
            other.grad += self.data * resultant.grad
        resultant.backward = backward
        return resultant

    def relu(self):
        resultant = Neuron(max(0.0, self.data), (self,))
        def backward():
            self.grad += resultant.grad if self.data > 0 else 0.0
        resultant.backward = backward
        return resultant


def backpropagate(base):
    visited, resultant = set(), collections.deque()

    def sort_topologically(candidate):
        if candidate not in visited:
            visited.add(candidate)
            for dependent in candidate.dependencies:
                sort_topologically(dependent)
            resultant.appendleft(candidate)

    sort_topologically(base)
    base.grad = 1.0
    for v in reversed(resultant):
        v.backward()


def exercise1(W, B, A, Y, T):
    weights = [[[Neuron(x) for x in row] for row in w] for w in W]
    biases = [[Neuron(x) for x in b] for b in B]
    loss = Neuron(0.0)
    for x, t in zip(A[0], T):
        values = [Neuron(v) for v in x]
        for l in range(4):
            outs = []
            for j, out in enumerate(biases[l]):
                for i, v in enumerate(values):
                    out = out + v * weights[l][i][j]
                outs.append(out.relu() if l < 3 else out)
            values = outs
        diff = values[0] + Neuron(-t[0])
        loss = loss + diff * diff * Neuron(1 / len(T))
    backpropagate(loss)
    return [[[n.grad for n in row] for row in w] for w in weights], [[n.grad for n in b] for b in biases]
