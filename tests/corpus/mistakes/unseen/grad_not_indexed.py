# exercise: 1
# source: lewisl/SimpleNN (Julia), commit 590423f 'Maxpooling works. fix tiny and terrible bug in relu_grad!', sample_code.jl: grad = ifelse(z[i] > 0.0, 1.0, adj) became grad[i] = ...
# mistake: relu_grad is to fill the array in place, but assigns to the name of the array, so the array stays as it was allocated, full of zeros, and the errors of the hidden layers are zero
# lines: 25
# crash: no
# first wrong: DW[2]
import numpy as np


class LinearLayer:
    def __init__(self, weight, bias, n_samples):
        outputs = weight.shape[0]
        self.weight = weight
        self.bias = bias
        self.z = np.zeros((outputs, n_samples))
        self.eps_l = np.zeros((outputs, n_samples))
        self.grad_a = np.zeros((outputs, n_samples))
        self.grad_weight = np.zeros_like(weight)
        self.grad_bias = np.zeros_like(bias)
        self.a_below = None


def relu_grad(grad, z, adj):
    for i in np.ndindex(z.shape):
        grad = 1.0 if z[i] > 0.0 else adj


def layer_forward(layer, a_below):
    layer.a_below = a_below
    layer.z[...] = layer.weight @ a_below + layer.bias[:, None]


def dloss_dz(layer, target):
    layer.eps_l[...] = 2.0 * (layer.z - target)


def layer_backward(layer, layer_next, n_samples, output=False):
    if not output:
        relu_grad(layer.grad_a, layer.z, 0.0)
        layer.eps_l[...] = (layer_next.weight.T @ layer_next.eps_l) * layer.grad_a
    layer.grad_weight[...] = (layer.eps_l @ layer.a_below.T) * (1.0 / n_samples)
    layer.grad_bias[...] = layer.eps_l.sum(axis=1) * (1.0 / n_samples)


def exercise1(W, B, A, Y, T):
    n_samples = len(T)
    layers = [LinearLayer(w.T, b, n_samples) for w, b in zip(W, B)]
    for layer, a in zip(layers, A):
        layer_forward(layer, a.T)
    dloss_dz(layers[-1], T.T)
    layer_backward(layers[-1], None, n_samples, output=True)
    for layer, layer_next in reversed(list(zip(layers[:-1], layers[1:]))):
        layer_backward(layer, layer_next, n_samples)
    return [l.grad_weight.T for l in layers], [l.grad_bias for l in layers]
