# exercise: 2
# source: jcjohnson/pytorch-examples, issue 26 "MSE without the Mean, confusing when comparing to Tensorflow"
# mistake: The squares are summed, not averaged.
# lines: 21
# crash: no
# first wrong: err
import torch

# Network parameters come in as lists
def exercise2(W, B, X, T):
    w1, w2, w3, w4 = W
    b1, b2, b3, b4 = B

    # Forward pass: compute predicted y
    h1_relu = (X.mm(w1) + b1).clamp(min=0)
    h2_relu = (h1_relu.mm(w2) + b2).clamp(min=0)
    h3_relu = (h2_relu.mm(w3) + b3).clamp(min=0)
    y_pred = h3_relu.mm(w4) + b4

    # Compute loss
    loss = (y_pred - T).pow(2).sum()
    return loss
