# exercise: 2
# source: github jcjohnson/pytorch-examples, issue 7 and pull request 4, two_layer_net_autograd.py: w1.grad.data.zero_() before the first backward(), AttributeError: 'NoneType' object has no attribute 'data'
# mistake: The gradients are set to zero before there are any: grad is None until the first backward().
# lines: 12
# crash: yes
# first wrong: -
import torch


def zero_gradients(parameters):
    for p in parameters:
        p.grad.data.zero_()


def exercise2(W, B, X, T):
    w1, w2, w3, w4 = W
    b1, b2, b3, b4 = B
    x, y = X, T

    h1_relu = (x.mm(w1) + b1).clamp(min=0)
    h2_relu = (h1_relu.mm(w2) + b2).clamp(min=0)
    h3_relu = (h2_relu.mm(w3) + b3).clamp(min=0)
    y_pred = h3_relu.mm(w4) + b4

    loss = (y_pred - y).pow(2).mean()
    zero_gradients([w1, w2, w3, w4, b1, b2, b3, b4])
    return loss
