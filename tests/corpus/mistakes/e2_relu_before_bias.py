# exercise: 2
# source: Sentdex/NNfSiX, issue 153 "C Program does not use RelU activation function correctly": "the bias and the activation function should be interchanged"
# mistake: The ReLU is applied to the product, and the bias is added afterwards.
# lines: 11
# crash: no
# first wrong: err
import torch


def dense(inputs, weights, bias):
    return torch.clamp(torch.mm(inputs, weights), min=0) + bias


def exercise2(W, B, X, T):
    layer1 = dense(X, W[0], B[0])
    layer2 = dense(layer1, W[1], B[1])
    layer3 = dense(layer2, W[2], B[2])
    output = torch.mm(layer3, W[3]) + B[3]
    return torch.sum((output - T) ** 2) / T.numel()
