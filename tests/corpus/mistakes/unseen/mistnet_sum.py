# exercise: 1
# source: davharris/mistnet, issue 33 (R): "gradients should be averaged over the minibatch, not summed"; the same question in apache/mxnet, issue 2427
# mistake: The gradients are summed over the samples and never divided by their number, but the error is a mean.
# lines: 25
# crash: no
# first wrong: DW[3]
from functools import reduce

import numpy


def crossprod(x, y):
    return numpy.matmul(x.T, y)


def tcrossprod(x, y):
    return numpy.matmul(x, y.T)


def rectify_grad(a):
    return numpy.sign(a)


def squared_loss_grad(y, yhat):
    return 2 * (yhat - y)


def step(deltas, layer):
    weights, inputs = layer
    return [tcrossprod(deltas[0], weights) * rectify_grad(inputs)] + deltas


def exercise1(W, B, A, Y, T):
    layers = list(zip(W, A))
    deltas = reduce(step, layers[:0:-1], [squared_loss_grad(T, Y)])
    weight_grads = [crossprod(inputs, delta) for inputs, delta in zip(A, deltas)]
    bias_grads = [numpy.einsum("ij->j", delta) for delta in deltas]
    return weight_grads, bias_grads
