# exercise: 1
# source: xunhuang1995/AdaIN-style (Lua, Torch), issue 24 "backward on std_net", StyleINLossModule.lua: updateOutput calls std_net:forward(input_centered), but updateGradInput called std_net:backward(input_view, std_grad), with the input before it was centred; the asker names std_net:backward(input_centered, std_grad), the author: "This is a bug. I just fixed it". There the net of the standard deviation, here the net of the ReLU, and the shift by the bias in place of the centring
# mistake: The activation is given another input on the way back than on the way forward: the product with the weights before the bias was added, so the zeros of its derivative are at the wrong places.
# lines: 40
# crash: no
# first wrong: DW[2]
import numpy as np


class ActNet:
    def forward(self, input):
        return np.maximum(input, 0)

    def backward(self, input, gradOutput):
        return gradOutput * (input > 0)


class Identity:
    def forward(self, input):
        return input

    def backward(self, input, gradOutput):
        return gradOutput


class ShiftedLayer:
    def __init__(self, weight, bias, act_net):
        self.weight = weight
        self.bias = bias
        self.act_net = act_net

    def updateOutput(self, input):
        self.input = input
        self.input_view = input @ self.weight
        self.input_shifted = self.input_view + self.bias
        self.output = self.act_net.forward(self.input_shifted)
        return self.output

    def updateGradInput(self, gradOutput):
        act_grad = self.act_net.backward(self.input_view, gradOutput)
        self.gradWeight = self.input.T @ act_grad
        self.gradBias = act_grad.sum(0)
        self.gradInput = act_grad @ self.weight.T
        return self.gradInput


class MSECriterion:
    def backward(self, input, target):
        return (input - target) * 2 / target.size


def exercise1(W, B, A, Y, T):
    net = [ShiftedLayer(w, b, ActNet()) for w, b in zip(W[:-1], B[:-1])]
    net.append(ShiftedLayer(W[-1], B[-1], Identity()))
    out = A[0]
    for layer in net:
        out = layer.updateOutput(out)
    grad = MSECriterion().backward(out, T)
    for layer in net[::-1]:
        grad = layer.updateGradInput(grad)
    return [layer.gradWeight for layer in net], [layer.gradBias for layer in net]
