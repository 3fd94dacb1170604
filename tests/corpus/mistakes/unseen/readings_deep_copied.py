# exercise: 2
# source: desy-ml/cheetah (Python, PyTorch), issue 225 'Deepcopy in BPM prevents gradient calculation': BPM.track calls deepcopy on the beam before it is passed on, 'RuntimeError: Only Tensors created explicitly by the user (graph leaves) support the deepcopy protocol', 'maybe the deepcopy can simply be replaced by a call to torch.clone'
# mistake: What a layer hands on to the next one is kept as a deep copy, which cannot be made of a tensor that is the result of a computation with gradients.
# lines: 32
# crash: yes
# first wrong: -
from copy import deepcopy

import torch


class Element:
    def __init__(self, weight, bias):
        self.weight = weight
        self.bias = bias

    def track(self, incoming):
        return incoming @ self.weight + self.bias


class Rectifier:
    def track(self, incoming):
        return torch.relu(incoming)


class Monitor:
    def __init__(self):
        self.reading = None

    def track(self, incoming):
        self.reading = incoming.mean(dim=0)
        return deepcopy(incoming)


class Segment:
    def __init__(self, elements):
        self.elements = elements

    def track(self, incoming):
        for element in self.elements:
            incoming = element.track(incoming)
        return incoming


def exercise2(W, B, X, T):
    elements = []
    for weight, bias in zip(W[:-1], B[:-1]):
        elements += [Element(weight, bias), Rectifier(), Monitor()]
    elements.append(Element(W[-1], B[-1]))
    outgoing = Segment(elements).track(X)
    return torch.mean((outgoing - T) ** 2)
