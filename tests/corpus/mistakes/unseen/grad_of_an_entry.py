# exercise: 3
# source: codetd.com 15951456 "param.grad, requires_grad, grad_fn, grad/gradient are None?": a tensor that comes out of an operation on another one is no leaf node, its gradient is None
# mistake: The entry is taken from the weights first and asked for its gradient then, but an entry is no leaf, so its grad is None.
# lines: 12, 13
# crash: yes
# first wrong: -
import numpy as np


def exercise3(net):
    first_layer = list(net.children())[0]
    w = first_layer.weight[0, 0]
    g = w.grad
    print(np.linalg.norm(g))
