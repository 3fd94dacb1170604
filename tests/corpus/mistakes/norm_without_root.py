# exercise: 3
# source: paiml/entrenar, issue 311 (Rust): squared_sum returns the squared norm and is used as if it were the norm
# mistake: squared_sum returns the sum of the squares, the square root is missing.
# lines: 18
# crash: no
# first wrong: -
import math


def squared_sum(values):
    acc = 0.0
    for v in values:
        acc += float(v) * float(v)
    return acc


def grad_norm(grad):
    return squared_sum(grad.flatten())


def exercise3(net):
    params = dict(net.named_parameters())
    g = params["0.weight"].grad
    norm = grad_norm(g[0, 0])
    print(norm)
