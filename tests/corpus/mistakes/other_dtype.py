# exercise: 2
# source: modelscope/facechain, issue 322 "mat1 and mat2 must have the same dtype"
# mistake: The inputs are made float64 while the weights are float32, and PyTorch multiplies only equal types.
# lines: 20
# crash: yes
# first wrong: -
import torch


class Classifier:
    def __init__(self, weight, bias):
        self.weight = weight
        self.bias = bias

    def forward(self, input):
        return torch.mm(input, self.weight) + self.bias


def exercise2(W, B, X, T):
    x = X.double()
    blocks = [Classifier(w, b) for w, b in zip(W, B)]
    for block in blocks[:-1]:
        x = block.forward(x).relu()
    out = blocks[-1].forward(x)
    return torch.sum((out - T) ** 2) / out.numel()
