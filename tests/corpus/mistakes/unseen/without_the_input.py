# exercise: 1
# source: Stack Overflow 12558517 "Questions about the backpropagation algorithm" (pseudo-code): inputNodes[n].weight[j] += delta
# mistake: The gradient of the weights is the delta alone, without the value of the node that the weight comes from.
# lines: 21
# crash: no
# first wrong: DW[3]
import numpy as np


class Node:
    def __init__(self, weight):
        self.weight = weight
        self.gradient = [0.0] * len(weight)


def learn(nodes, values, delta):
    passed = []
    for n, value in enumerate(values):
        total = 0.0
        for j, d in enumerate(delta):
            nodes[n].gradient[j] += d
            total += nodes[n].weight[j] * d
        passed.append(total if value > 0 else 0.0)
    return passed


def exercise1(W, B, A, Y, T):
    network = [[Node(row) for row in w] for w in W]
    bias_gradient = [np.zeros(len(b)) for b in B]
    for s in range(len(T)):
        guess = Y[s]
        delta = [2 * (g - t) / len(T) for g, t in zip(guess, T[s])]
        for layer in (3, 2, 1, 0):
            bias_gradient[layer] += delta
            delta = learn(network[layer], A[layer][s], delta)
    weight_gradient = [np.array([node.gradient for node in nodes]) for nodes in network]
    return weight_gradient, bias_gradient
