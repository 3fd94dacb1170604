# exercise: 1
# source: kallly/Neural-Network-C (C, lists of perceptrons that know their neighbours), commit 5a392cc 'Correction back propagation', src/Perceptron.c, formingDelta: for the perceptrons n of the next layer, s[e] += This->next[n]->exitDelta[e], without get_synapse(This->next[n], This->id)->weight, which came in with the commit, and funcAct_d only at the output
# mistake: The delta of a hidden perceptron is the plain sum of the deltas of the next layer, without the weights of the synapses and without the derivative of the activation.
# lines: 36, 37
# crash: no
# first wrong: DW[2]
import numpy as np

class Perceptron:
    def __init__(self, id, weights, bias):
        self.id = id
        self.synapses = weights
        self.bias = bias
        self.prev = []
        self.next = []
        self.exit = None
        self.exitDelta = None
        self.solve = None

    def get_synapse(self, id):
        return self.synapses[id]

    def forming(self, hidden):
        s = np.full(len(self.prev[0].exit), self.bias)
        for n in range(len(self.prev)):
            s = s + self.prev[n].exit * self.get_synapse(self.prev[n].id)
        self.exit = np.maximum(s, 0) if hidden else s

    def formingDelta(self):
        s = np.zeros(len(self.exit))
        for e in range(len(s)):
            if self.solve is not None:
                s[e] += 2 * (self.exit[e] - self.solve[e]) / len(s)
            else:
                for n in range(len(self.next)):
                    s[e] += self.next[n].exitDelta[e]
        self.exitDelta = s

    def update(self):
        return [np.sum(p.exit * self.exitDelta) for p in self.prev], np.sum(self.exitDelta)

def exercise1(W, B, A, Y, T):
    network = [[Perceptron(j, None, None) for j in range(A[0].shape[1])]]
    for p in network[0]:
        p.exit = A[0][:, p.id]
    for w, b in zip(W, B):
        network.append([Perceptron(j, w[:, j], b[j]) for j in range(len(b))])
        for p in network[-1]:
            p.prev = network[-2]
            p.forming(len(network) <= len(W))
        for p in network[-2]:
            p.next = network[-1]
    for p in network[-1]:
        p.solve = T[:, p.id]
    for layer in reversed(network[1:]):
        for p in layer:
            p.formingDelta()
    DW = [np.array([p.update()[0] for p in layer]).T for layer in network[1:]]
    DB = [np.array([p.update()[1] for p in layer]) for layer in network[1:]]
    return DW, DB
