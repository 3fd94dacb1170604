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
        lambda z: numpy.where(z > 0, z, off * z),
        lambda z: numpy.where(z > 0, 1.0, off),
    )


def bounded(most: float) -> Activation:
    """Return a ReLU that goes no higher than some number."""
    return Activation(lambda z: z.clip(0, most), lambda z: 1.0 * ((z > 0) & (z < most)))


# What a forward pass may make of the pre-activations in place of ReLU
SIGMOID = Activation(sigmoid, sigmoid_slope)
TANH = Activation(numpy.tanh, lambda z: 1 - numpy.tanh(z) ** 2)
ELU = Activation(
    lambda z: numpy.where(z > 0, z, numpy.expm1(numpy.minimum(z, 0))),
    lambda z: numpy.where(z > 0, 1.0, numpy.exp(numpy.minimum(z, 0))),
)
GELU = Activation(lambda z: z * normal_cdf(z), lambda z: normal_cdf(z) + z * density(z))
SILU = Activation(
    lambda z: z * sigmoid(z),
    lambda z: sigmoid(z) * (1 + z * (1 - sigmoid(z))),
)
SOFTPLUS = Activation(lambda z: numpy.logaddexp(0, z), sigmoid)
OFF = (0.01, 0.1, 0.2, 0.001, 0.05, 0.3, 0.25, 0.5)  # what units that are off let pass
OF_SIGMOID: tuple[Callable, ...] = (
    lambda z, a: a * (1 - a),
    lambda z, a: sigmoid_slope(z),
    lambda z, a: sigmoid_slope(a),
    lambda z, a: z * (1 - z),
    lambda z, a: sigmoid(z),
    lambda z, a: sigmoid(a),
)
OF_TANH: tuple[Callable, ...] = (
    lambda z, a: 1 - a**2,
    lambda z, a: 1 - numpy.tanh(z) ** 2,
    lambda z, a: 1 - numpy.tanh(a) ** 2,
    lambda z, a: 1 - z**2,
)
