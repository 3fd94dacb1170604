# exercise: 1
# source: torch/nn, pull request 657 (Lua): "gradients wrt inputs are now weighted by gradOutput as expected"
# mistake: gradInput of the linear layers is not weighted by gradOutput, each output counts with 1.
# lines: 15
# crash: no
# first wrong: DW[2]
import numpy as np


class Linear:
    def __init__(self, weight, bias):
        self.weight, self.bias = weight, bias

    def updateGradInput(self, input, gradOutput):
        self.gradInput = np.dot(np.ones_like(gradOutput), self.weight.T)
        return self.gradInput

    def accGradParameters(self, input, gradOutput):
        self.gradWeight = np.dot(input.T, gradOutput)
        self.gradBias = gradOutput.sum(axis=0)

    def backward(self, input, gradOutput):
        self.accGradParameters(input, gradOutput)
        return self.updateGradInput(input, gradOutput)


class ReLU:
    def backward(self, output, gradOutput):
        return gradOutput * (output > 0)


class MSECriterion:
    def backward(self, input, target):
        return 2 * (input - target) / input.size


def exercise1(W, B, A, Y, T):
    linears = [Linear(w, b) for w, b in zip(W, B)]
    grad = MSECriterion().backward(Y, T)
    for k in (3, 2, 1, 0):
        grad = linears[k].backward(A[k], grad)
        if k > 0:
            grad = ReLU().backward(A[k], grad)
    return [m.gradWeight for m in linears], [m.gradBias for m in linears]
