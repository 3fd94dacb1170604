# exercise: 1
# source: jcjohnson/pytorch-examples, issues 5 and 28: people who take grad_w2.t() for w2.t()
# mistake: The gradient is sent back through the gradients of the weights, and not through the weights.
# lines: 21, 26, 31
# crash: no
# first wrong: DW[2]
import numpy as np


def exercise1(W, B, A, Y, T):
    w1, w2, w3, w4 = W
    x, h1_relu, h2_relu, h3_relu = A
    y_pred, y = Y, T
    N = x.shape[0]

    # Backprop to compute gradients of w1 .. w4 with respect to loss
    grad_y_pred = 2.0 * (y_pred - y) / N
    grad_w4 = h3_relu.T.dot(grad_y_pred)
    grad_b4 = grad_y_pred.sum(axis=0)

    grad_h3 = grad_y_pred.dot(grad_w4.T)
    grad_h3[h3_relu == 0] = 0
    grad_w3 = h2_relu.T.dot(grad_h3)
    grad_b3 = grad_h3.sum(axis=0)

    grad_h2 = grad_h3.dot(grad_w3.T)
    grad_h2[h2_relu == 0] = 0
    grad_w2 = h1_relu.T.dot(grad_h2)
    grad_b2 = grad_h2.sum(axis=0)

    grad_h1 = grad_h2.dot(grad_w2.T)
    grad_h1[h1_relu == 0] = 0
    grad_w1 = x.T.dot(grad_h1)
    grad_b1 = grad_h1.sum(axis=0)

    return [grad_w1, grad_w2, grad_w3, grad_w4], [grad_b1, grad_b2, grad_b3, grad_b4]
