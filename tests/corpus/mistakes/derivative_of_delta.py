# exercise: 1
# source: Tyrant7/Rust-Neural-Network, commit 17fb318 "Derivative activation function fix"
# mistake: The derivative of the activation is taken of the delta and put in its place, so the delta is replaced by ones and zeros.
# lines: 24, 27
# crash: no
# first wrong: DW[2]
import numpy as np
from enum import Enum


class ActivationFunction(Enum):
    ReLU = "relu"
    Linear = "linear"

    def derivative(self, x):
        match self:
            case ActivationFunction.ReLU:
                return np.where(x > 0.0, 1.0, 0.0)
            case ActivationFunction.Linear:
                return np.ones_like(x)


def backward(weights, activation_function, activations, transfers, delta):
    if activation_function is ActivationFunction.Linear:
        activated_deltas = delta
    else:
        activated_deltas = activation_function.derivative(delta)
    weight_gradient = activated_deltas @ activations.T
    bias_gradient = activated_deltas.sum(axis=1)
    return weights.T @ activated_deltas, weight_gradient, bias_gradient


def exercise1(W, B, A, Y, T):
    functions = [ActivationFunction.ReLU] * 3 + [ActivationFunction.Linear]
    outs = A[1:] + [Y]
    delta = (2.0 / len(T)) * (Y - T).T
    gradients = []
    for w, f, a, o in reversed(list(zip(W, functions, A, outs))):
        delta, gw, gb = backward(w.T, f, a.T, o.T, delta)
        gradients.append((gw.T, gb))
    weights, biases = map(list, zip(*gradients[::-1]))
    return weights, biases
