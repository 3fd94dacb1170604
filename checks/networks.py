"""A network, the linear network that stands for it near its data, and the gradient of that.

There is no backpropagation in this module. For the data at hand every ReLU is either on or off,
so the network can be replaced by a linear one (`Tangent`): a change of the pre-activations of one
layer travels up to the outputs, and changes the error. The error is then a quadratic function of
every single parameter, so a central difference with a step of 1 is the derivative, exact but for
rounding.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import Any, NamedTuple

import numpy

import utils


class Activation(NamedTuple):
    """A function of the units of a layer."""

    value: Callable  # from the pre-activations to the activations
    slope: Callable  # from the pre-activations to how the activations change with them


def on(preactivations: numpy.ndarray) -> numpy.ndarray:
    """Return 1 where ReLU is on, 0 elsewhere."""
    return (preactivations > 0).astype(float)


RELU = Activation(partial(numpy.maximum, 0), on)
LINEAR = Activation(numpy.positive, numpy.ones_like)


class Place(NamedTuple):
    """Where an array of the gradient belongs."""

    kind: str  # `"W"` for weights, `"B"` for biases
    layer: int  # as in `W[layer]`

    @property
    def name(self) -> str:
        """What a student calls the parameters that stand there."""
        return f"{self.kind}[{self.layer}]"


ByPlace = dict[Place, Any]  # arrays, findings on what is none, or None for what is not there


@dataclass(frozen=True)
class Network:
    """A network and its data."""

    # The weights, shape (inputs, outputs) each, and the biases, shape (outputs,) each
    W: list[numpy.ndarray]
    B: list[numpy.ndarray]
    # The inputs, shape (samples, inputs), and the targets, shape (samples, outputs)
    X: numpy.ndarray
    T: numpy.ndarray
    activations: tuple[Activation, ...]  # of the units of each layer
    transposed: tuple[int, ...] = ()  # the layers that use their weights transposed
    bias_factors: tuple[float, ...] = ()  # of what each layer adds; empty if all are 1
    # Whether each layer adds its bias after its activation; empty if none does
    late_bias: tuple[bool, ...] = ()
    # In which layer each parameter is used, if not in its own
    weight_positions: tuple[int, ...] = ()
    bias_positions: tuple[int, ...] = ()

    @property
    def added(self) -> list[numpy.ndarray]:
        """What each layer adds: its bias, as a rule."""
        factors = self.bias_factors or (1,) * len(self.B)
        return [factor * b for factor, b in zip(factors, self.B, strict=True)]


@dataclass(frozen=True)
class Tangent:
    """The linear network that agrees with a network as long as no unit switches."""

    inputs: list[numpy.ndarray]  # what the weights of each layer multiply, shape (samples, units)
    # What the units of `inputs` computed before ReLU, same shapes
    preactivations: list[numpy.ndarray]
    weights: list[numpy.ndarray]  # what a change of the inputs of each layer passes through
    # How strongly a change passes the units of `inputs`; shape (samples, units) or ()
    slopes: list[numpy.ndarray]
    # The outputs and the targets, shape (samples, outputs)
    Y: numpy.ndarray
    T: numpy.ndarray
    # The error of outputs, shape (..., samples, outputs), and targets; returns shape (...)
    error: Callable
    network: Network  # whose tangent it is
    # Factors of the whole gradient, and of its two parts
    scale: float = 1.0
    weight_scale: float = 1.0
    bias_scale: float = 1.0
    # What a mistake puts in place of what is computed: functions of a tangent. `signals[layer]`
    # gives dE/dZ of the layer, used from here down; `collected[place]` gives dE/dZ in this array
    # only; `instead[place]` gives the array itself
    signals: dict[int, Callable] = field(default_factory=dict)
    collected: dict[Place, Callable] = field(default_factory=dict)
    instead: dict[Place, Callable] = field(default_factory=dict)


def mean_squared_error(Y: numpy.ndarray, T: Any) -> numpy.ndarray:
    """Return the mean over the last two axes of the squared difference."""
    return ((Y - T) ** 2).mean(axis=(-2, -1))


def network_of(
    W: list[numpy.ndarray], B: list[numpy.ndarray], X: numpy.ndarray, T: numpy.ndarray
) -> Network:
    """Return a network of ReLU layers with a linear output."""
    return Network(W, B, X, T, activations=(RELU,) * (len(W) - 1) + (LINEAR,))


def series_network() -> Network:
    """Return the network of the exercises with its data."""
    return network_of(*utils.getparams(), *utils.getdata())


def places(layers: int) -> list[Place]:
    """Return the places of all arrays, in the order in which backpropagation computes them."""
    return [Place(kind, layer) for layer in reversed(range(layers)) for kind in "WB"]


def by_place(weights: Sequence, biases: Sequence) -> ByPlace:
    """Return what belongs to the weights and the biases as a dict, in the order of `places`."""
    parts = {"W": weights, "B": biases}
    return {place: parts[place.kind][place.layer] for place in places(len(weights))}


def linearised(network: Network) -> Tangent:
    """Run a network forward and return its tangent there."""
    weights = [w.T if layer in network.transposed else w for layer, w in enumerate(network.W)]
    inputs, preactivations, slopes = [network.X], [network.X], [numpy.ones_like(network.X)]
    late = network.late_bias or (False,) * len(weights)
    for w, b, activation, after in zip(
        weights, network.added, network.activations, late, strict=True
    ):
        preactivations.append(inputs[-1].dot(w) + (0 if after else b))
        slopes.append(activation.slope(preactivations[-1]))
        inputs.append(activation.value(preactivations[-1]) + (b if after else 0))
    outputs = inputs.pop()

    def error(Y: numpy.ndarray, T: numpy.ndarray) -> numpy.ndarray:
        # An activation at the output belongs to the error, as seen from the pre-activations
        return mean_squared_error(outputs + (Y - outputs) * slopes[-1], T)

    return Tangent(
        inputs, preactivations[:-1], weights, slopes[:-1], outputs, network.T, error, network
    )


def derivative(tangent: Tangent, place: Place) -> numpy.ndarray:
    """Return the gradient with respect to one array, shaped like it, by central differences."""
    if place in tangent.instead:
        return tangent.instead[place](tangent)
    network = tangent.network
    positions = network.bias_positions if place.kind == "B" else network.weight_positions
    layer = positions[place.layer] if positions else place.layer
    collected = tangent.collected[place](tangent) if place in tangent.collected else None
    width = tangent.weights[layer].shape[1] if collected is None else collected.shape[1]
    units = numpy.eye(width)
    # One change per parameter: the pre-activations of its unit, as far as it acts on them
    if place.kind == "B":
        change = numpy.ones((len(tangent.Y), 1)) * units[:, None, :]
    else:
        change = tangent.inputs[layer].T[:, None, :, None] * units[:, None, :]
    if collected is not None:
        slope = (collected * change).sum(axis=(-2, -1))
    else:
        late = place.kind == "B" and bool(network.late_bias) and network.late_bias[layer]
        slope = change_of_error(tangent, change, layer, late)
    part = tangent.bias_scale if place.kind == "B" else tangent.weight_scale
    if place.kind == "B" and network.bias_factors:
        part *= network.bias_factors[layer]
    slope = slope * tangent.scale * part
    return slope.T if layer in network.transposed and place.kind == "W" else slope


@numpy.errstate(all="ignore")  # a mistaken network may divide by zero
def change_of_error(
    tangent: Tangent, change: numpy.ndarray, layer: int, late: bool = False
) -> numpy.ndarray:
    """Return how the error changes with what enters the units of a layer, by differences.

    If ``late``, the change comes after the ReLUs of these units.
    """
    for above in range(layer, len(tangent.weights)):
        if above in tangent.signals:
            return (tangent.signals[above](tangent) * change).sum(axis=(-2, -1))
        if above + 1 < len(tangent.weights):
            slope = 1 if late and above == layer else tangent.slopes[above + 1]
            change = (change * slope) @ tangent.weights[above + 1]
    up = tangent.error(tangent.Y + change, tangent.T)
    down = tangent.error(tangent.Y - change, tangent.T)
    return (up - down) / 2


def gradient(tangent: Tangent) -> dict[Place, numpy.ndarray]:
    """Return the gradient: all arrays by their places, in the order of `places`."""
    return {place: derivative(tangent, place) for place in places(len(tangent.weights))}


@numpy.errstate(all="ignore")
def signal(tangent: Tangent, layer: int, enters: bool) -> numpy.ndarray:
    """Return dE/dZ of the layer, or, if not ``enters``, dE/dA of its inputs; (samples, units).

    They are central differences.
    """
    samples, width = len(tangent.Y), tangent.weights[layer].shape[1 if enters else 0]
    # One change per unit and sample
    change = numpy.eye(samples * width).reshape(samples * width, samples, width)
    if not enters:
        change = change @ tangent.weights[layer]
    return change_of_error(tangent, change, layer).reshape(samples, width)
