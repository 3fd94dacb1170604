"""The usual mistakes of the exercises, as changes of the function that is differentiated.

There is no backpropagation in this module. For the data at hand every ReLU is either on or off,
so the network can be replaced by a linear one (`Tangent`): a change of the pre-activations of one
layer travels up to the outputs, and the error answers. The error is then a quadratic function of
every single parameter, so a central difference with a step of 1 is the derivative, exact but for
rounding.

A mistake in the backward pass gives numbers that are wrong for this network, but they are the
exact gradient of another one: of one without ReLU in some layer, say. So every mistake is a change
of the function, one row of the table `CATALOGUE`, which a reader can extend.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy

import utils


@dataclass(frozen=True)
class Network:
    """A network and its data.

    ``relu`` says for every layer whether it ends in ReLUs, and ``transposed`` holds the numbers
    of the layers that use their weights transposed.
    """

    W: list
    B: list
    X: numpy.ndarray
    T: numpy.ndarray
    relu: tuple
    transposed: tuple = ()


@dataclass(frozen=True)
class Tangent:
    """The linear network that agrees with a network as long as no unit switches.

    Attributes
    ----------
    inputs : list of numpy.ndarray
        What the weights of each layer multiply, shape (samples, units).
    sums : list of numpy.ndarray
        What the units of ``inputs`` computed before ReLU, same shapes.
    weights : list of numpy.ndarray
        What a change of the inputs of each layer passes through.
    slopes : list
        How strongly a change passes the units of ``inputs``; shape (samples, units) or ().
    Y, T : numpy.ndarray
        The outputs and the targets, shape (samples, outputs).
    error : callable
        The error of outputs, shape (..., samples, outputs), and targets; returns shape (...).
    transposed : tuple of int
        The layers that use their weights transposed.
    scale, weight_scale, bias_scale : float
        Factors of the whole gradient, and of its two parts.
    """

    inputs: list
    sums: list
    weights: list
    slopes: list
    Y: numpy.ndarray
    T: numpy.ndarray
    error: Callable
    transposed: tuple = ()
    scale: float = 1.0
    weight_scale: float = 1.0
    bias_scale: float = 1.0


def mean_squared_error(Y, T):
    """Return the mean over the last two axes of the squared difference."""
    return ((Y - T) ** 2).mean(axis=(-2, -1))


def sheet_network():
    """Return the network of the exercise sheet with its data."""
    return network_of(*utils.getparams(), *utils.getdata())


def network_of(W, B, X, T):
    """Return a network of ReLU layers with a linear output."""
    return Network(W, B, X, T, relu=(True,) * (len(W) - 1) + (False,))


def linearised(network):
    """Run a network forward and return its tangent there."""
    weights = [w.T if layer in network.transposed else w for layer, w in enumerate(network.W)]
    inputs, sums, slopes = [network.X], [network.X], [numpy.ones_like(network.X)]
    for w, b, relu in zip(weights, network.B, network.relu, strict=True):
        sums.append(inputs[-1].dot(w) + b)
        slopes.append((sums[-1] > 0).astype(float) if relu else numpy.ones_like(sums[-1]))
        inputs.append(sums[-1] * slopes[-1])
    Y = inputs.pop()

    def error(Y, T):
        # A ReLU at the output belongs to the error, as seen from the pre-activations
        return mean_squared_error(Y * slopes[-1], T)

    return Tangent(inputs, sums[:-1], weights, slopes[:-1], Y, network.T, error, network.transposed)


def names_of(layers, form="D{}[{}]"):
    """Return the names of all arrays in the order in which backpropagation computes them."""
    return [form.format(kind, layer) for layer in reversed(range(layers)) for kind in "WB"]


def in_backward_order(weights, biases):
    """Return what belongs to weights and biases as one list, in the order of `names_of`."""
    pairs = list(zip(weights, biases, strict=True))
    return [entry for pair in reversed(pairs) for entry in pair]


def derivative(tangent, position):
    """Return the gradient with respect to one array, by central differences.

    Parameters
    ----------
    tangent : Tangent
    position : int
        The place of the array in `names_of`: 0 for the weights of the last layer, 1 for its
        biases, 2 for the weights of the layer before it, and so on.

    Returns
    -------
    numpy.ndarray
        Shape (inputs, units) for weights, (units,) for biases.
    """
    layer = len(tangent.weights) - 1 - position // 2
    biases = position % 2 == 1
    units = numpy.eye(tangent.weights[layer].shape[1])
    # One change per parameter: the pre-activations of its unit, as far as it acts on them
    if biases:
        change = numpy.ones((len(tangent.Y), 1)) * units[:, None, :]
    else:
        change = tangent.inputs[layer].T[:, None, :, None] * units[:, None, :]
    for above in range(layer + 1, len(tangent.weights)):
        change = (change * tangent.slopes[above]).dot(tangent.weights[above])

    up = tangent.error(tangent.Y + change, tangent.T)
    down = tangent.error(tangent.Y - change, tangent.T)
    part = tangent.bias_scale if biases else tangent.weight_scale
    slope = (up - down) / 2 * tangent.scale * part
    return slope.T if layer in tangent.transposed else slope


def gradient(tangent):
    """Return the gradient: the arrays in the order of `names_of`."""
    return [derivative(tangent, position) for position in range(2 * len(tangent.weights))]


@dataclass(frozen=True)
class Mistake:
    """One row of the catalogue.

    Attributes
    ----------
    name : str
        The identifier, without the numbers of layers.
    sentence : str
        What the student reads. Fields in braces are filled in.
    change : callable, optional
        From the right function to the one whose gradient the mistake gives.
    where : callable, optional
        The places in a network where the mistake can be made: a list of dicts of layer numbers.
    part : str
        Where the mistake is made: "error", "backward" or "forward". In the forward pass,
        ``change`` takes and returns a `Network`, elsewhere a `Tangent`.
    """

    name: str
    sentence: str
    change: Callable | None = None
    where: Callable = lambda tangent: [{}]
    part: str = "backward"


def _scaled(factor):
    return lambda tangent: replace(tangent, scale=tangent.scale * factor(tangent))


def _with(entries, layer, value):
    return [*entries[:layer], value, *entries[layer + 1 :]]


def _slope(tangent, layer, value):
    return replace(tangent, slopes=_with(tangent.slopes, layer, value))


def _weight(tangent, layer, value):
    return replace(tangent, weights=_with(tangent.weights, layer, value))


def _input(tangent, layer, value):
    return replace(tangent, inputs=_with(tangent.inputs, layer, value))


def _ones(arrays):
    return [numpy.ones_like(array) for array in arrays]


def _shifted(entries, by):
    """Give every layer the entry of a layer above or below it, where there is one that fits."""
    shifted = list(entries)
    for layer in range(1, len(entries)):
        other = layer + by
        if 0 < other < len(entries) and entries[other].shape == entries[layer].shape:
            shifted[layer] = entries[other]
    return shifted


def _transposed(weights):
    return [w.T if layer and w.shape[0] == w.shape[1] else w for layer, w in enumerate(weights)]


def _hidden(tangent):
    return [{"layer": layer} for layer in range(1, len(tangent.inputs))]


def _square(tangent):
    return [
        place for place in _hidden(tangent) if len(set(tangent.weights[place["layer"]].shape)) == 1
    ]


def _pairs_alike(arrays):
    return [
        {"layer": layer, "other": other}
        for layer in range(1, len(arrays))
        for other in range(1, len(arrays))
        if layer != other and arrays[layer].shape == arrays[other].shape
    ]


def _layers(tangent):
    return [{"layer": layer} for layer in range(len(tangent.weights))]


def _single_output(tangent):
    return [{}] if tangent.Y.shape[1] == 1 else []


CATALOGUE = (
    # The error and its derivative
    Mistake(
        "missing-factor-2",
        "The numbers are half as large as they should be. The error is the mean of squares: what "
        "is the derivative of a square?",
        _scaled(lambda tangent: 1 / 2),
        part="error",
    ),
    Mistake(
        "sum-for-mean",
        "The numbers are {size} times too large, as if the error were a sum. It is a mean.",
        _scaled(lambda tangent: tangent.T.size),
        part="error",
    ),
    Mistake(
        "mean-twice",
        "The numbers are {size} times too small, as if the mean had been taken twice. It enters "
        "once, with the error.",
        _scaled(lambda tangent: 1 / tangent.T.size),
        part="error",
    ),
    Mistake(
        "wrong-sign",
        "The numbers are right, their sign is not. Which of Y and T is subtracted from which?",
        _scaled(lambda tangent: -1),
        part="error",
    ),
    Mistake(
        "targets-ignored",
        "The numbers are those of an error without targets. Where does T enter the derivative of "
        "the error?",
        lambda tangent: replace(tangent, error=lambda Y, T: mean_squared_error(Y, 0)),
        part="error",
    ),
    Mistake(
        "output-for-error",
        "This is the gradient of the mean output. The chain begins one link earlier: how does the "
        "error change with the output?",
        lambda tangent: replace(tangent, error=lambda Y, T: Y.mean(axis=(-2, -1))),
        part="error",
    ),
    Mistake(
        "error-not-differentiated",
        "The squared differences themselves were sent back. It is their derivative that travels "
        "back.",
        lambda tangent: replace(
            tangent, error=lambda Y, T: ((tangent.Y - T) ** 2 * Y).mean(axis=(-2, -1))
        ),
        part="error",
    ),
    Mistake(
        "absolute-error",
        "The numbers are those of the absolute difference of Y and T. The error of the sheet is "
        "the squared one.",
        lambda tangent: replace(
            tangent, error=lambda Y, T: (numpy.sign(tangent.Y - T) * Y).mean(axis=(-2, -1))
        ),
        part="error",
    ),
    Mistake(
        "flat-targets",
        "It looks as if T had the shape ({samples},). Then Y - T pairs every output with every "
        "target, and has the shape ({samples}, {samples}). Print the shapes of Y and T.",
        lambda tangent: replace(tangent, error=lambda Y, T: mean_squared_error(Y, T.reshape(-1))),
        _single_output,
        part="error",
    ),
    # ReLU on the way back
    Mistake(
        "missing-masks",
        "The numbers are those of a network without ReLU. On the way back, what happens at a unit "
        "that was off? If you did ask which units were on: an activation is never negative, so "
        "`A >= 0` is true for all of them.",
        lambda tangent: replace(tangent, slopes=_ones(tangent.slopes)),
    ),
    Mistake(
        "missing-mask",
        "The numbers are those of a network whose layer A{layer} has no ReLU. On the way back, "
        "what happens at a unit of this layer that was off?",
        lambda tangent, layer: _slope(tangent, layer, numpy.ones_like(tangent.slopes[layer])),
        _hidden,
    ),
    Mistake(
        "masks-one-layer-up",
        "Every layer was switched like the layer above it. Which units did ReLU switch off in the "
        "layer that you are passing?",
        lambda tangent: replace(tangent, slopes=_shifted(tangent.slopes, 1)),
    ),
    Mistake(
        "masks-one-layer-down",
        "Every layer was switched like the layer below it. Which units did ReLU switch off in the "
        "layer that you are passing?",
        lambda tangent: replace(tangent, slopes=_shifted(tangent.slopes, -1)),
    ),
    Mistake(
        "wrong-mask",
        "Layer A{layer} was switched on and off like layer A{other}. Each layer has its own "
        "pattern.",
        lambda tangent, layer, other: _slope(tangent, layer, tangent.slopes[other]),
        lambda tangent: _pairs_alike(tangent.slopes),
    ),
    Mistake(
        "activation-for-mask",
        "At the ReLUs, what travels back was multiplied by their activations. What counts is their "
        "slope, which is 0 or 1.",
        lambda tangent: replace(tangent, slopes=tangent.inputs),
    ),
    Mistake(
        "activation-for-mask",
        "At the ReLUs of layer A{layer}, what travels back was multiplied by their activations. "
        "What counts is their slope, which is 0 or 1.",
        lambda tangent, layer: _slope(tangent, layer, tangent.inputs[layer]),
        _hidden,
    ),
    # The weights on the way back
    Mistake(
        "untransposed-weights",
        "What travels back passed the square matrices the wrong way round. Forward, W[l][i, j] "
        "leads from unit i to unit j; where does it lead backward?",
        lambda tangent: replace(tangent, weights=_transposed(tangent.weights)),
    ),
    Mistake(
        "untransposed-weights",
        "What travels back passed W[{layer}] the wrong way round. The matrix is square, so the "
        "shapes do not tell. Forward, W[{layer}][i, j] leads from unit i to unit j; where does it "
        "lead backward?",
        lambda tangent, layer: _weight(tangent, layer, tangent.weights[layer].T),
        _square,
    ),
    Mistake(
        "skipped-weights",
        "What travels back did not pass the weights W[{layer}]. Every connection weighs what "
        "passes it, forward and backward.",
        lambda tangent, layer: _weight(tangent, layer, numpy.eye(len(tangent.weights[layer]))),
        _square,
    ),
    Mistake(
        "wrong-weights",
        "What travels back passed W[{other}] where W[{layer}] lies. Which weights lead from the "
        "layer that you come to up to the one you come from?",
        lambda tangent, layer, other: _weight(tangent, layer, tangent.weights[other]),
        lambda tangent: _pairs_alike(tangent.weights),
    ),
    # The inputs of the weights
    Mistake(
        "wrong-activation",
        "DW[{layer}] was built with the activations A[{other}]. Which activations did the weights "
        "W[{layer}] multiply in the forward pass?",
        lambda tangent, layer, other: _input(tangent, layer, tangent.inputs[other]),
        lambda tangent: _pairs_alike(tangent.inputs),
    ),
    Mistake(
        "activations-one-layer-up",
        "The gradients of the weights were built with the activations that leave their layer. "
        "Which activations did the weights multiply?",
        lambda tangent: replace(tangent, inputs=_shifted(tangent.inputs, 1)),
    ),
    Mistake(
        "activations-one-layer-down",
        "The gradients of the weights were built with the activations of one layer too low. Which "
        "activations did the weights multiply?",
        lambda tangent: replace(tangent, inputs=_shifted(tangent.inputs, -1)),
    ),
    Mistake(
        "sums-for-activations",
        "The gradients of the weights were built with the values before ReLU. Which values did "
        "the weights multiply?",
        lambda tangent: replace(tangent, inputs=tangent.sums),
    ),
    # The sum over the samples
    Mistake(
        "weights-summed",
        "The gradients of the weights are {samples} times too large, those of the biases are "
        "right. Is the mean over the samples taken in both?",
        lambda tangent: replace(tangent, weight_scale=len(tangent.Y)),
    ),
    Mistake(
        "weights-averaged",
        "The gradients of the weights are {samples} times too small, those of the biases are "
        "right. The mean is in the error already; after that, the samples add up.",
        lambda tangent: replace(tangent, weight_scale=1 / len(tangent.Y)),
    ),
    Mistake(
        "biases-summed",
        "The gradients of the biases are {samples} times too large, those of the weights are "
        "right. Is the mean over the samples taken in both?",
        lambda tangent: replace(tangent, bias_scale=len(tangent.Y)),
    ),
    Mistake(
        "biases-averaged",
        "The gradients of the biases are {samples} times too small, those of the weights are "
        "right. The mean is in the error already; after that, the samples add up.",
        lambda tangent: replace(tangent, bias_scale=1 / len(tangent.Y)),
    ),
    # The forward pass, which exercise 2 asks for
    Mistake(
        "no-relu",
        "This is the gradient of a network without any ReLU. What does the forward pass do "
        "between two layers?",
        lambda network: replace(network, relu=(False,) * len(network.relu)),
        part="forward",
    ),
    Mistake(
        "missing-relu",
        "This is the gradient of a network whose layer A{layer} has no ReLU.",
        lambda network, layer: replace(network, relu=tuple(_with(network.relu, layer - 1, False))),
        _hidden,
        part="forward",
    ),
    Mistake(
        "relu-on-output",
        "This is the gradient of a network with a ReLU at the output. The output unit is linear.",
        lambda network: replace(network, relu=network.relu[:-1] + (True,)),
        part="forward",
    ),
    Mistake(
        "no-biases",
        "This is the gradient of a network without biases.",
        lambda network: replace(network, B=[0 * b for b in network.B]),
        part="forward",
    ),
    Mistake(
        "missing-bias",
        "This is the gradient of a network in which the bias B[{layer}] is not added.",
        lambda network, layer: replace(network, B=_with(network.B, layer, 0 * network.B[layer])),
        _layers,
        part="forward",
    ),
    Mistake(
        "weights-transposed-forward",
        "This is the gradient of a network whose square matrices are transposed. A layer "
        "multiplies its inputs by W[l] as it is.",
        lambda network: replace(
            network, transposed=tuple(place["layer"] for place in _square(linearised(network)))
        ),
        part="forward",
    ),
    Mistake(
        "weights-transposed-forward",
        "This is the gradient of a network whose matrix W[{layer}] is transposed. A layer "
        "multiplies its inputs by W[l] as it is.",
        lambda network, layer: replace(network, transposed=(*network.transposed, layer)),
        _square,
        part="forward",
    ),
    # What was returned: no other function, but the arrays in another form
    Mistake(
        "transposed-gradient",
        "It is the transpose of the right array. A gradient is laid out like the parameter it "
        "belongs to.",
    ),
    Mistake(
        "not-summed-over-samples",
        "It has one row per sample. All samples share the bias: what becomes of their "
        "contributions?",
    ),
    Mistake(
        "not-flat",
        "The numbers are right, the shape is not. The gradient of a bias has the shape of the "
        "bias.",
    ),
    Mistake(
        "reversed-lists",
        "The lists are in reverse order. DW[0] and DB[0] belong to the first layer.",
    ),
    Mistake(
        "swapped-lists",
        "The two lists are swapped. The gradients of the weights come first.",
    ),
    Mistake("zeros", "All its entries are zero. Was it filled in after it was created?"),
    Mistake(
        "parameters",
        "It is the parameter itself. Asked for is how the error changes with it.",
    ),
    Mistake(
        "wrong-factor",
        "All numbers are {factor:.6g} times as large as they should be. Which factors does the "
        "derivative of the error have?",
    ),
    Mistake(
        "unknown",
        "This is none of the usual mistakes.{right_arrays} Look at the step of the backward pass "
        "that computes this array, for one unit and one sample.",
    ),
    Mistake(
        "unknown-network",
        "This is the gradient of none of the usual mistakes. Compare the forward pass and the "
        "error with those of part 1, line by line.",
    ),
    # What cannot be compared
    Mistake(
        "not-two-lists",
        "{found} Call it with two lists of {layers} arrays each, {first} and {second}.",
    ),
    Mistake("missing", "Here stands None. Does the function return what it has computed?"),
    Mistake("not-numbers", "It should hold numbers, but this is {found}."),
    Mistake("not-finite", "It contains {found}. Look for a division by zero or an overflow."),
    Mistake(
        "too-large",
        "It has the shape {found}. A gradient has the shape of what it belongs to.",
    ),
    Mistake(
        "wrong-shape",
        "Its shape is {found}, expected is {expected}: a gradient has the shape of what it belongs "
        "to.",
    ),
    # Exercises 2 and 3
    Mistake(
        "error-not-a-tensor",
        "err is {found}, not a tensor. PyTorch can only walk back through its own operations.",
    ),
    Mistake(
        "error-not-a-number",
        "err has the shape {found}. It should be a single number: the mean over all samples.",
    ),
    Mistake(
        "no-graph",
        "err does not know how it was computed. Somewhere on the way the numbers left PyTorch: "
        "through numpy, `item()`, `detach()`, `data`, a new tensor, or `no_grad()`.",
    ),
    Mistake(
        "wrong-error",
        "The gradient is right, but err is {found:.6g} and should be {expected:.6g}.",
    ),
    Mistake(
        "backward-not-called",
        "There is no gradient yet. PyTorch computes it when `backward()` is called on the error.",
    ),
    Mistake(
        "not-in-graph",
        "This parameter got no gradient, others did. On the way from it to the error the numbers "
        "left PyTorch: through numpy, `detach()`, `data`, or a new tensor.",
    ),
    Mistake(
        "accumulated-gradients",
        "The numbers are {factor:.0f} times too large, the error is right. `backward()` adds to "
        "what `.grad` holds already. Was it called {factor:.0f} times? Run the notebook again "
        "from the top.",
    ),
    Mistake(
        "parameters-changed",
        "The values of {found} are not those of the sheet. Run the notebook again from the top.",
    ),
    Mistake(
        "parameters-transposed",
        "The values of {found} are the transpose of what they should be. `nn.Linear` stores its "
        "weights as (outputs, inputs).",
    ),
    Mistake(
        "other-network",
        "{found} The sheet asks for an `nn.Sequential` with linear layers of the shapes of W, "
        "each but the last followed by a ReLU.",
    ),
    Mistake(
        "not-parameters",
        "{found} is {kind}. Only an `nn.Parameter` has a place for its gradient.",
    ),
    Mistake("weight-itself", "This is the weight itself. Asked for is its gradient."),
    Mistake(
        "another-layer",
        "This is an entry of the gradient of {found}. The first weight belongs to the first layer.",
    ),
    Mistake(
        "another-entry",
        "This is the entry {found} of the right array. `nn.Linear` stores its weights as (outputs, "
        "inputs). Asked for is the weight from the first input to the first unit.",
    ),
    Mistake(
        "whole-array",
        "This is a whole array, or its norm. Asked for is the entry of a single weight.",
    ),
    Mistake(
        "bias-gradient",
        "This is the gradient of a bias. Asked for is that of a weight.",
    ),
    Mistake(
        "value-is-none",
        "The value is None. Either the gradient was not there yet, or it was printed and not "
        "returned: a function that prints returns None.",
    ),
    Mistake("wrong-value", "The value is {found}, which is not the gradient of the first weight."),
)
