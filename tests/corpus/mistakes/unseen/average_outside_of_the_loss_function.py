# exercise: 2
# source: jxgu1016/MNIST_center_loss_pytorch (Python, PyTorch), issue 9 "gradient needs to be divided by batch size" and commit 851a3b8 "Average grad for centers (#11)", CenterLoss.py: the sum came from a Function whose backward gives the features their gradient times grad_output, the centers theirs without it, and the module divided the loss by the batch size afterwards; it became: the batch size goes into the Function, whose forward and both gradients are divided by it. Here the centers are the parameters of the last layer
# mistake: The loss is divided by the number of samples outside of the own Function. Its backward multiplies the gradient of the features by grad_output, but not those of its parameters, so these are not averaged.
# lines: 13, 14, 15, 19, 24, 37, 38
# crash: no
# first wrong: -
import torch
from torch.autograd import Function


class SquareLossFunc(Function):
    @staticmethod
    def forward(ctx, feature, label, weight, bias):
        ctx.save_for_backward(feature, label, weight, bias)
        return (feature.mm(weight) + bias - label).pow(2).sum()

    @staticmethod
    def backward(ctx, grad_output):
        feature, label, weight, bias = ctx.saved_tensors
        diff = 2 * (feature.mm(weight) + bias - label)
        grad_feature = diff.mm(weight.t())
        grad_weight = feature.t().mm(diff)
        grad_bias = diff.sum(0)
        return grad_output * grad_feature, None, grad_weight, grad_bias


class SquareLoss:
    def __init__(self, weight, bias, size_average=True):
        self.weight, self.bias = weight, bias
        self.lossfunc = SquareLossFunc.apply
        self.size_average = size_average

    def __call__(self, label, feat):
        batch_size = feat.size(0)
        if feat.size(1) != self.weight.size(0):
            raise ValueError("weight and feature do not match")
        loss = self.lossfunc(feat, label, self.weight, self.bias)
        loss = loss / (batch_size if self.size_average else 1)
        return loss


def exercise2(W, B, X, T):
    feat = X
    for w, b in zip(W[:-1], B[:-1]):
        feat = torch.relu(feat.mm(w) + b)
    criterion = SquareLoss(W[-1], B[-1])
    return criterion(T, feat)
