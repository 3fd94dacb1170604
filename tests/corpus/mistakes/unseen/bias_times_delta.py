# exercise: 1
# source: csharp.hotexamples.com, DeltasFor of a NeuralNet3LayerSigmoid (C#): OutputBiases = ... (neuron, delta) => neuron.Bias * delta
# mistake: The gradient of a bias is multiplied by the bias.
# lines: 30
# crash: no
# first wrong: DB[3]
from dataclasses import dataclass, field

import numpy as np


@dataclass
class Deltas:
    weights: list = field(default_factory=list)
    biases: list = field(default_factory=list)


@dataclass
class Neuron:
    bias: float
    weights: np.ndarray


def neurons(w, b):
    return [Neuron(bias, w[:, k]) for k, bias in enumerate(b)]


def layer_deltas(layer, firing_rates, deltas, result):
    result.weights.append(np.array([[f @ d for d in deltas] for f in firing_rates.T]))
    result.biases.append(np.array([n.bias * d.sum() for n, d in zip(layer, deltas)]))
    parts = [np.outer(delta, neuron.weights) for neuron, delta in zip(layer, deltas)]
    return sum(parts) * (firing_rates > 0)


def exercise1(W, B, A, Y, T):
    result = Deltas()
    hidden = 2 * (Y - T) / len(T)
    for w, b, firing_rates in zip(W[::-1], B[::-1], A[::-1]):
        hidden = layer_deltas(neurons(w, b), firing_rates, hidden.T, result)
    return result.weights[::-1], result.biases[::-1]
