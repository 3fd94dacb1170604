# exercise: 1
# source: mgmalek/efficient_cross_entropy, issue 1 "UnboundLocalError: local variable 'grad_proj_weight' referenced before assignment"; axonn-ai/axonn, pull request 68 "Initialize grad_input, grad_weight to None"
# mistake: A gradient is assigned in a branch only, but returned in any case, so for the first layer the name has no value.
# lines: 18, 19
# crash: yes
# first wrong: -
import numpy as np


class Context:
    def __init__(self, inp, weight, needs_input_grad):
        self.saved = inp, weight
        self.needs_input_grad = needs_input_grad


def linear_backward(ctx, grad_output):
    inp, weight = ctx.saved
    if ctx.needs_input_grad:
        grad_input = np.matmul(grad_output, weight.T)
    grad_weight = np.matmul(inp.T, grad_output)
    grad_bias = grad_output.sum(axis=0)
    return grad_input, grad_weight, grad_bias


def mse_backward(pred, target):
    return 2 * (pred - target) / pred.size


def exercise1(W, B, A, Y, T):
    contexts = [Context(a, w, needs_input_grad=k > 0) for k, (a, w) in enumerate(zip(A, W))]
    grad = mse_backward(Y, T)
    grads = []
    for ctx in reversed(contexts):
        grad, *rest = linear_backward(ctx, grad)
        grads.append(rest)
        if grad is not None:
            grad = grad * (ctx.saved[0] > 0)
    gw, gb = zip(*reversed(grads))
    return list(gw), list(gb)
