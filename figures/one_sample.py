"""What one sample makes of a small network, in plain numbers."""

import math
from collections.abc import Iterable

Layers = list[list[list[float]]]  # of weights: layer, unit, source


class OneSample:
    """What one sample makes of the network: the values on the way forward, the signals back."""

    def __init__(self, layers: Layers, x: list[float], target: float, samples: int) -> None:
        self.target = target
        self.a, self.z = [x], []
        for layer in layers:
            self.z.append([_product(weights, self.a[-1]) for weights in layer])
            self.a.append([max(0.0, z) for z in self.z[-1]])
        self.y = self.z[-1][0]
        self.by_y = 2 * (self.y - target) / samples
        self.by_z = [[self.by_y]]
        self.by_a: list[list[float]] = []
        for layer, z in zip(reversed(layers[1:]), reversed(self.z[:-1]), strict=True):
            ways = zip(*layer, strict=True)
            self.by_a.insert(0, [_product(way, self.by_z[0]) for way in ways])
            signals = zip(self.by_a[0], z, strict=True)
            self.by_z.insert(0, [signal if value > 0 else 0.0 for signal, value in signals])
        self.by_weights = [
            [[signal * a for a in below] for signal in signals]
            for signals, below in zip(self.by_z, self.a, strict=False)
        ]


def _product(weights: Iterable[float], values: Iterable[float]) -> float:
    # The built-in sum of floats rounds in another way from Python 3.12 on
    return math.fsum(w * value for w, value in zip(weights, values, strict=True))
