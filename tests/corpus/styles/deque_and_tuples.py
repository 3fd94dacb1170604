"""A named tuple per layer, gradients pushed to the left of a deque."""

from collections import deque, namedtuple

import numpy as np

Layer = namedtuple("Layer", ["weights", "inputs", "slope"])


def exercise1(W, B, A, Y, T):
    stack = [Layer(w, a, np.greater(a, 0)) for w, a in zip(W, A)]
    DW = deque()
    DB = deque()
    residual = np.subtract(Y, T)
    flow = 2 * residual / residual.size
    while stack:
        layer = stack.pop()
        DW.appendleft(np.tensordot(layer.inputs, flow, axes=[[0], [0]]))
        DB.appendleft(flow.sum(axis=0))
        flow = np.where(layer.slope, np.inner(flow, layer.weights), 0)
    return list(DW), list(DB)
