# exercise: 1
# source: Element-Research/rnn (Lua, Torch), pull request 32 and commit bb603ae "Fix LinearNoBias for repeated calls", LinearNoBias.lua, updateOutput: self.output:addmv(1, self.weight, input) had been copied from nn.Linear, where the buffer is filled with the bias first; it became self.output:mv(self.weight, input). "the output was actually accumulating over multiple calls"; with the mend the numerical gradients agreed
# mistake: The product is added to the output buffer of the module, which still holds the output of the call before, so from the second sample on the forward pass is wrong.
# lines: 17
# crash: no
# first wrong: DW[3]
import numpy as np


class LinearNoBias:
    def __init__(self, weight):
        self.weight = weight.T
        self.gradWeight = np.zeros(self.weight.shape)
        self.output = np.zeros(len(self.weight))

    def updateOutput(self, input):
        self.output += self.weight.dot(input)
        return self.output

    def updateGradInput(self, input, gradOutput):
        return self.weight.T.dot(gradOutput)

    def accGradParameters(self, input, gradOutput):
        self.gradWeight += np.outer(gradOutput, input)


class Add:
    def __init__(self, bias):
        self.bias = bias
        self.gradBias = np.zeros(self.bias.shape)

    def updateOutput(self, input):
        return input + self.bias

    def updateGradInput(self, input, gradOutput):
        return gradOutput

    def accGradParameters(self, input, gradOutput):
        self.gradBias += gradOutput


class Threshold:
    def updateOutput(self, input):
        return np.where(input > 0, input, 0)

    def updateGradInput(self, input, gradOutput):
        return np.where(input > 0, gradOutput, 0)

    def accGradParameters(self, input, gradOutput):
        pass


class Sequential:
    def __init__(self, modules):
        self.modules = modules

    def forward(self, input):
        self.inputs = []
        for module in self.modules:
            self.inputs.append(input)
            input = module.updateOutput(input)
        return input

    def backward(self, gradOutput):
        for module, input in zip(reversed(self.modules), reversed(self.inputs)):
            module.accGradParameters(input, gradOutput)
            gradOutput = module.updateGradInput(input, gradOutput)


def exercise1(W, B, A, Y, T):
    linears, biases = [LinearNoBias(w) for w in W], [Add(b) for b in B]
    modules = [module for pair in zip(linears, biases) for module in (*pair, Threshold())]
    model = Sequential(modules[:-1])
    for input, target in zip(A[0], T):
        model.backward(2 * (model.forward(input) - target) / len(T))
    return [m.gradWeight.T for m in linears], [m.gradBias for m in biases]
