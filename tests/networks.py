"""Random networks for the tests, and the numpy forward pass of the notebooks."""

from dataclasses import dataclass
from itertools import pairwise

import numpy
from hypothesis import strategies


@dataclass
class Network:
    W: list
    B: list
    X: numpy.ndarray
    T: numpy.ndarray

    @property
    def Z(self):
        """The pre-activations of all layers, the last of which are the outputs."""
        Z = [self.X.dot(self.W[0]) + self.B[0]]
        for w, b in zip(self.W[1:], self.B[1:], strict=True):
            Z.append(numpy.maximum(0, Z[-1]).dot(w) + b)
        return Z

    @property
    def A(self):
        return [self.X] + [numpy.maximum(0, z) for z in self.Z[:-1]]

    @property
    def Y(self):
        return self.Z[-1]

    def astype(self, dtype):
        return Network(
            [w.astype(dtype) for w in self.W],
            [b.astype(dtype) for b in self.B],
            self.X.astype(dtype),
            self.T.astype(dtype),
        )


def random_network(sizes, samples, seed):
    random = numpy.random.default_rng(seed)
    return Network(
        [random.normal(size=shape) for shape in pairwise(sizes)],
        [random.normal(size=size) for size in sizes[1:]],
        random.normal(size=(samples, sizes[0])),
        random.normal(size=(samples, sizes[-1])),
    )


def networks(min_layers=1, max_layers=5, max_size=6, max_samples=8):
    """Networks of any depth and width, down to one layer, one unit and one sample."""
    size = strategies.integers(1, max_size)
    return strategies.builds(
        random_network,
        strategies.lists(size, min_size=min_layers + 1, max_size=max_layers + 1),
        strategies.integers(1, max_samples),
        strategies.integers(0, 2**32),
    )
