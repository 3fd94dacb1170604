# exercise: 2
# source: karasgee/pythonProject, python_excerice/pytorch_nue.py: h2 = h1.clamp(min = 0), then y_pred = h1.mm(w2)
# mistake: The output is computed from the pre-activations of the last hidden layer; what clamp made of them is not used.
# lines: 17
# crash: no
# first wrong: err
import torch


def exercise2(W, B, X, T):
    h1 = X.mm(W[0]) + B[0]
    h1_relu = h1.clamp(min=0)
    h2 = h1_relu.mm(W[1]) + B[1]
    h2_relu = h2.clamp(min=0)
    h3 = h2_relu.mm(W[2]) + B[2]
    h3_relu = h3.clamp(min=0)
    y_pred = h3.mm(W[3]) + B[3]
    loss = (y_pred - T).pow(2).mean()
    return loss
