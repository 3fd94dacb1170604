"""The networks of the tests: that of the exercises, random ones, and both in PyTorch."""

from dataclasses import dataclass
from itertools import pairwise

import numpy

import solution
import utils
from checks import judging, reading
from checks.exercises import data_of
from checks.networks import network_of


@dataclass
class Network:
    W: list
    B: list
    X: numpy.ndarray
    T: numpy.ndarray

    @property
    def for_checks(self):
        return network_of(self.W, self.B, self.X, self.T)

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
    from hypothesis import strategies  # here, because some environments lack it

    size = strategies.integers(1, max_size)
    return strategies.builds(
        random_network,
        strategies.lists(size, min_size=min_layers + 1, max_size=max_layers + 1),
        strategies.integers(1, max_samples),
        strategies.integers(0, 2**32),
    )


SERIES = Network(*utils.getparams(), *utils.getdata())
# Three hidden layers of one size, and enough samples that no two mistakes are the same
ALIKE = {
    "series": SERIES,
    "one output": random_network([3, 5, 5, 5, 1], samples=11, seed=3),
    "two outputs": random_network([2, 4, 4, 4, 2], samples=11, seed=3),
}


def tensors(dtype=None, net=SERIES):
    """W, B, X, T as exercise 2 takes them, in single precision unless told otherwise."""
    import torch

    dtype = dtype or torch.float32
    W, B = ([torch.nn.Parameter(torch.tensor(p, dtype=dtype)) for p in ps] for ps in (net.W, net.B))
    return W, B, torch.tensor(net.X, dtype=dtype), torch.tensor(net.T, dtype=dtype)


def sequential(net=SERIES, relus=None):
    """The layers of exercise 3, before a backward pass; those in ``relus`` end in ReLUs."""
    import torch

    layers = []
    for number, (w, b) in enumerate(zip(net.W, net.B, strict=True), start=1):
        linear = torch.nn.Linear(*w.shape)
        linear.weight.data, linear.bias.data = torch.Tensor(w.T), torch.Tensor(b)
        layers.append(linear)
        if number in (relus or range(1, len(net.W))):
            layers.append(torch.nn.ReLU())
    return torch.nn.Sequential(*layers)


def exercise1(net):
    """Return the gradient of a network by the model answer."""
    return solution.exercise1(net.W, net.B, net.A, net.Y, net.T)


def differentiated(dtype=None, net=SERIES):
    """Return the error by the model answer to exercise 2, and the parameters with gradients."""
    W, B, X, T = tensors(dtype, net)
    err = solution.exercise2(W, B, X, T)
    err.backward()
    return err, W, B


def check(net, DW, DB):
    """Return the report on a gradient."""
    return judging.gradient(reading.gradient(DW, DB, len(net.W)), net.for_checks)


def report_of(exercise, function, network=None):
    """The report on the answer of a function, in double precision, on a network of the checks."""
    network = network or SERIES.for_checks
    return exercise.report(exercise.call(function, data_of(network)), network)
