# exercise: 2
# source: GustikS/NeuraLogic (Java), commit aa6b199f "multi-dim MSE (regression) bug-fix": diff.times(diff) became diff.times(diff.transpose())
# mistake: The difference is multiplied by itself as a matrix; one of the two must be transposed.
# lines: 12
# crash: yes
# first wrong: -
import torch


def squared_diff(output, target):
    diff = output - target
    times = diff.mm(diff)
    return times.squeeze() / len(target)


def exercise2(W, B, X, T):
    value = X
    *hidden, output = list(zip(W, B))
    for weight, offset in hidden:
        value = value.mm(weight).add(offset).relu()
    value = value.mm(output[0]).add(output[1])
    return squared_diff(value, T)
