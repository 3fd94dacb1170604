# exercise: 2
# source: facebookresearch/xformers, pull request 317 "[hotfix] doubled bias in FusedMLP": the block had the bias twice, in the linear layer and in the layer of the activation
# mistake: The linear function adds the bias, and the activation function adds it a second time.
# lines: 15
# crash: no
# first wrong: err
import torch.nn.functional as F


def fused_linear(x, weight, bias):
    return F.linear(x, weight.t(), bias)


def bias_relu(x, bias):
    return F.relu(x + bias)


def exercise2(W, B, X, T):
    x = X
    for weight, bias in list(zip(W, B))[:-1]:
        x = bias_relu(fused_linear(x, weight, bias), bias)
    y = fused_linear(x, W[-1], B[-1])
    return F.mse_loss(y, T)
