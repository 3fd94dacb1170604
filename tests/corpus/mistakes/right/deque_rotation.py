# exercise: 1
# source: collections.deque style, layers are taken from the right and put on the left
# mistake: none
# lines: -
# crash: no
# first wrong: -
from collections import deque, namedtuple

import numpy as np

Layer = namedtuple("Layer", "weight entering dweight dbias")


def exercise1(W, B, A, Y, T):
    ring = deque(Layer(w, a, None, None) for w, a in zip(W, A))
    signal = (Y - T) / (len(Y) / 2)
    for _ in range(len(ring)):
        layer = ring.pop()
        ring.appendleft(
            layer._replace(dweight=layer.entering.T @ signal, dbias=np.sum(signal, axis=0))
        )
        signal = (signal @ layer.weight.T) * np.sign(layer.entering).clip(min=0)
    return [layer.dweight for layer in ring], [layer.dbias for layer in ring]
