# exercise: 2
# source: ngxbac/GAIN, issue 2 "Bug report": grad_logits.backward(gradient=gradient, retain_graph=True), "invalid gradient at index 0 - expected shape [] but got [10, 2]"
# mistake: backward gets a gradient of the shape of the output, but the error that it starts from is one number.
# lines: 22
# crash: yes
# first wrong: -
import torch
import torch.nn.functional as F


def forward(X, W, B):
    feature = X
    for i in range(3):
        feature = F.relu(F.linear(feature, W[i].t(), B[i]))
    return F.linear(feature, W[3].t(), B[3])


def exercise2(W, B, X, T):
    logits = forward(X, W, B)
    gradient = 2 * (logits - T) / T.numel()
    grad_logits = ((logits - T) ** 2).mean()
    grad_logits.backward(gradient=gradient, retain_graph=True)
    return grad_logits
