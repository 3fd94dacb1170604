# exercise: 2
# source: JinmiaoChenLab/SpatialGlue, issue 22 'ReLU activation not applied', SpatialGlue/model.py: Encoder and Decoder take act=F.relu and keep it as self.act, but forward returns x without it
# mistake: The activation function is kept by every encoder, but its forward never calls it, so the network is linear.
# lines: 22-23
# crash: no
# first wrong: err
import torch
import torch.nn.functional as F
from torch.nn import Module


class Encoder(Module):
    def __init__(self, weight, bias, act=F.relu):
        super().__init__()
        self.in_feat, self.out_feat = weight.shape
        self.act = act
        self.weight = weight
        self.bias = bias

    def forward(self, feat):
        x = torch.mm(feat, self.weight)
        x = x + self.bias

        return x


class Decoder(Module):
    def __init__(self, weight, bias):
        super().__init__()
        self.weight = weight
        self.bias = bias

    def forward(self, feat):
        x = torch.mm(feat, self.weight)
        x = x + self.bias

        return x


def exercise2(W, B, X, T):
    emb = X
    for weight, bias in zip(W[:-1], B[:-1]):
        emb = Encoder(weight, bias)(emb)
    rec = Decoder(W[-1], B[-1])(emb)
    return F.mse_loss(rec, T)
