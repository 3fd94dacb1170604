# exercise: 1
# source: Banyc/neural_network (Rust), commit 545d6a3 "fix: global gradient of the root node is 1", src/nodes/node.rs, global_gradient: the sum over global_gradient_entries was taken for each node; it became 1.0 if successor_len is 0
# mistake: the gradient of a node is the sum of what its successors have handed in; the root has no successors, the sum over nothing is 0, and with it all gradients are 0
# lines: 20
# crash: no
# first wrong: DW[3]
import numpy as np

class Node:
    def __init__(self, operands, parameters=None):
        self.operands = operands
        self.parameters = parameters
        self.successor_len = 0
        self.global_gradient_entries = []
        for operand in operands:
            operand.successor_len += 1

    def global_gradient(self):
        assert self.successor_len == len(self.global_gradient_entries)
        return sum(self.global_gradient_entries)

    def backpropagate(self):
        gradient = self.global_gradient()
        for operand, local in zip(self.operands, self.local_operand_gradient()):
            operand.global_gradient_entries.append(gradient * local)

class InputNode(Node):
    def __init__(self, output):
        super().__init__([])
        self.output = output

class NeuronNode(Node):
    def __init__(self, operands, weights, bias, relu):
        super().__init__(operands, weights)
        total = sum(w * o.output for w, o in zip(weights, operands)) + bias
        self.slope = (total > 0) * 1.0 if relu else np.ones_like(total)
        self.output = total * self.slope

    def local_operand_gradient(self):
        return [w * self.slope for w in self.parameters]

    def global_parameter_gradient(self):
        gradient = self.global_gradient() * self.slope
        return [(gradient * o.output).sum() for o in self.operands], gradient.sum()

class ErrorNode(Node):
    def __init__(self, operand, target):
        super().__init__([operand])
        self.difference = operand.output - target
        self.output = (self.difference ** 2).mean()

    def local_operand_gradient(self):
        return [2 * self.difference / len(self.difference)]

def exercise1(W, B, A, Y, T):
    layers = [[InputNode(x) for x in A[0].T]]
    for l in range(len(W)):
        layers.append([NeuronNode(layers[-1], W[l][:, j], B[l][j], l < len(W) - 1) for j in range(len(B[l]))])
    ErrorNode(layers[-1][0], T[:, 0]).backpropagate()
    DW, DB = [np.zeros_like(w) for w in W], [np.zeros_like(b) for b in B]
    for l in range(len(W) - 1, -1, -1):
        for j, node in enumerate(layers[l + 1]):
            node.backpropagate()
            DW[l][:, j], DB[l][j] = node.global_parameter_gradient()
    return DW, DB
