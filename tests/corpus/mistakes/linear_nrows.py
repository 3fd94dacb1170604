# exercise: 1
# source: Tyrant7/Rust-Neural-Network, commit 236eb97 "bias fix" (layers/linear.rs)
# mistake: One column is one sample, yet the bias gradient is summed over the units, and both gradients are averaged over the number of inputs of the layer and not of samples.
# lines: 21, 24
# crash: no
# first wrong: DW[3]
import numpy as np


class Linear:
    def __init__(self, weights, bias, relu):
        self.weights = weights  # (outputs, inputs)
        self.bias = bias
        self.relu = relu

    def derivative(self, out):
        return np.heaviside(out, 0.0) if self.relu else np.ones_like(out)

    def backward(self, activations, out, delta):
        activated_deltas = delta * self.derivative(out)
        shape = float(activations.shape[0])

        weight_gradient = activated_deltas.dot(activations.T) / shape
        bias_gradient = activated_deltas.sum(axis=0) / shape

        next_input = self.weights.T.dot(activated_deltas)
        return next_input, weight_gradient, bias_gradient


def exercise1(W, B, A, Y, T):
    layers = [Linear(w.T, b, i < 3) for i, (w, b) in enumerate(zip(W, B))]
    acts = [a.T for a in A] + [Y.T]

    gradients = []
    delta = 2.0 * (acts[-1] - T.T)
    for i, layer in reversed(list(enumerate(layers))):
        delta, gw, gb = layer.backward(acts[i], acts[i + 1], delta)
        gradients.append((gw.T, gb))
    gradients.reverse()
    return [g[0] for g in gradients], [g[1] for g in gradients]
