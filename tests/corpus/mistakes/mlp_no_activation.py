# exercise: 2
# source: YujiaBao/ls, issue 1 "No activation function in MLP?": "the ReLU activation was missing"
# mistake: The hidden layers are not followed by ReLU, the whole net is linear.
# lines: 22
# crash: no
# first wrong: err
import torch


def build_mlp(W, B):
    """Returns a list of stages; the last stage is the output head."""
    stages = []
    depth = len(W)
    for k in range(depth):
        stages.append((W[k], B[k], k == depth - 1))
    return stages


def run_mlp(stages, x):
    for weight, bias, is_head in stages:
        x = x.mm(weight)
        x = x + bias
        if is_head:
            break
    return x


def exercise2(W, B, X, T):
    mlp = build_mlp(W, B)
    prediction = run_mlp(mlp, X)
    residual = prediction - T
    err = torch.mean(residual * residual)
    return err
