"""In the style of Edinburgh's Machine Learning Practical: layers without state, bprop(...)."""
import numpy as np


class LayerWithParameters(object):
    """Interface for a layer with parameters."""


class AffineLayer(LayerWithParameters):
    """Layer implementing an affine transformation of its inputs."""

    def __init__(self, weights, biases):
        self.params = [weights, biases]

    def bprop(self, inputs, outputs, grads_wrt_outputs):
        """Back propagates gradients through a layer."""
        return grads_wrt_outputs.dot(self.params[0])

    def grads_wrt_params(self, inputs, grads_wrt_outputs):
        """Calculates gradients with respect to layer parameters."""
        return [np.dot(grads_wrt_outputs.T, inputs), np.sum(grads_wrt_outputs, axis=0)]


class ReluLayer(object):
    def bprop(self, inputs, outputs, grads_wrt_outputs):
        return (outputs > 0) * grads_wrt_outputs


class MeanSquaredError(object):
    def grad(self, outputs, targets):
        return 2. * (outputs - targets) / (outputs.shape[0] * outputs.shape[1])


class MultipleLayerModel(object):
    def __init__(self, layers):
        self.layers = layers

    def grads_wrt_params(self, activations, grads_wrt_outputs):
        grads_wrt_params = []
        for i, layer in enumerate(self.layers[::-1]):
            inputs, outputs = activations[-i - 2], activations[-i - 1]
            if isinstance(layer, LayerWithParameters):
                # appended backwards, the whole list is turned around at the end
                grads_wrt_params += layer.grads_wrt_params(inputs, grads_wrt_outputs)[::-1]
            if i != len(self.layers) - 1:
                grads_wrt_outputs = layer.bprop(inputs, outputs, grads_wrt_outputs)
        return grads_wrt_params[::-1]


def exercise1(W, B, A, Y, T):
    layers, activations = [AffineLayer(W[0].T, B[0])], [A[0]]
    for weights, biases, hidden in zip(W[1:], B[1:], A[1:]):
        # what comes in and out of the ReLU; its bprop only looks at the outputs
        activations += [None, hidden]
        layers += [ReluLayer(), AffineLayer(weights.T, biases)]
    activations.append(Y)
    model = MultipleLayerModel(layers)
    grads = model.grads_wrt_params(activations, MeanSquaredError().grad(Y, T))
    return [grad.T for grad in grads[0::2]], grads[1::2]
