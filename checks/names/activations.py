"""Activations, and their slopes: those that people take for ReLU, and those of ReLU for others."""

import math
from collections.abc import Callable

import numpy

from checks.networks import Activation


def sigmoid(values: numpy.ndarray) -> numpy.ndarray:
    """Return the sigmoid of values."""
    return 1 / (1 + numpy.exp(-numpy.clip(values, -500, 500)))


def sigmoid_slope(values: numpy.ndarray) -> numpy.ndarray:
    """Return the slope of the sigmoid."""
    return sigmoid(values) * (1 - sigmoid(values))


def normal_cdf(values: numpy.ndarray) -> numpy.ndarray:
    """Return how probable it is that a normal variable is smaller."""
    return numpy.vectorize(math.erfc)(-values / math.sqrt(2)) / 2


def density(values: numpy.ndarray) -> numpy.ndarray:
    """Return the density of a normal variable."""
    return numpy.exp(-(values**2) / 2) / math.sqrt(2 * math.pi)


def leaky(off: float) -> Activation:
    """Return a ReLU that lets a part pass where it is off."""
    return Activation(
        lambda sums: numpy.where(sums > 0, sums, off * sums),
        lambda sums: numpy.where(sums > 0, 1.0, off),
    )


def bounded(most: float) -> Activation:
    """Return a ReLU that goes no higher than some number."""
    return Activation(
        lambda sums: sums.clip(0, most), lambda sums: 1.0 * ((sums > 0) & (sums < most))
    )


# What a forward pass may make of the pre-activations in place of ReLU
SIGMOID = Activation(sigmoid, sigmoid_slope)
TANH = Activation(numpy.tanh, lambda sums: 1 - numpy.tanh(sums) ** 2)
ELU = Activation(
    lambda sums: numpy.where(sums > 0, sums, numpy.expm1(numpy.minimum(sums, 0))),
    lambda sums: numpy.where(sums > 0, 1.0, numpy.exp(numpy.minimum(sums, 0))),
)
GELU = Activation(
    lambda sums: sums * normal_cdf(sums), lambda sums: normal_cdf(sums) + sums * density(sums)
)
SILU = Activation(
    lambda sums: sums * sigmoid(sums),
    lambda sums: sigmoid(sums) * (1 + sums * (1 - sigmoid(sums))),
)
SOFTPLUS = Activation(lambda sums: numpy.logaddexp(0, sums), sigmoid)
OFF = (0.01, 0.1, 0.2, 0.001, 0.05, 0.3, 0.25, 0.5)  # what units that are off let pass
OF_SIGMOID: tuple[Callable, ...] = (
    lambda sums, activations: activations * (1 - activations),
    lambda sums, activations: sigmoid_slope(sums),
    lambda sums, activations: sigmoid_slope(activations),
    lambda sums, activations: sums * (1 - sums),
    lambda sums, activations: sigmoid(sums),
    lambda sums, activations: sigmoid(activations),
)
OF_TANH: tuple[Callable, ...] = (
    lambda sums, activations: 1 - activations**2,
    lambda sums, activations: 1 - numpy.tanh(sums) ** 2,
    lambda sums, activations: 1 - numpy.tanh(activations) ** 2,
    lambda sums, activations: 1 - sums**2,
)
