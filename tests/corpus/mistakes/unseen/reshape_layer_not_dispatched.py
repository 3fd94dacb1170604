# exercise: 1
# source: modern-fortran/neural-fortran (Fortran), commit 5f2a1cd "Add a connection to the reshape layer in network % backward(); possible culprit of CNN bug", nf_network_submodule.f90: the select type over the next layer named dense, conv2d, flatten and maxpool2d only, so a hidden layer in front of a reshape3d layer was never asked for its backward pass; type is(reshape3d_layer) was added
# mistake: In the backward pass of the network the case that the next layer is a reshape layer is missing, so the layer in front of it is silently left out: its gradients stay zero, and so do those below.
# lines: 57, 58
# crash: no
# first wrong: DW[1]
import numpy as np


class InputLayer:
    def forward(self, x):
        self.output = x


class DenseLayer:
    def __init__(self, weights, biases, relu):
        self.weights, self.biases, self.relu = weights, biases, relu
        self.dw, self.db = np.zeros_like(weights), np.zeros_like(biases)
        self.gradient = np.zeros(weights.shape[0])

    def forward(self, x):
        self.z = x @ self.weights + self.biases
        self.output = np.maximum(self.z, 0) if self.relu else self.z

    def backward(self, prev, gradient):
        gdz = gradient * (self.z > 0) if self.relu else gradient
        self.dw += np.outer(prev.output, gdz)
        self.db += gdz
        self.gradient = self.weights @ gdz


class Reshape3dLayer:
    def forward(self, x):
        self.output = x.reshape(1, 2, 3)

    def backward(self, prev, gradient):
        self.gradient = gradient.reshape(prev.output.shape)


class FlattenLayer:
    def forward(self, x):
        self.output = x.reshape(-1)

    def backward(self, prev, gradient):
        self.gradient = gradient.reshape(prev.output.shape)


def network_backward(layers, loss_gradient):
    for n in range(len(layers) - 1, 0, -1):
        layer, prev = layers[n], layers[n - 1]
        if n == len(layers) - 1:
            layer.backward(prev, loss_gradient)
            continue
        next_layer = layers[n + 1]
        if isinstance(next_layer, DenseLayer):
            layer.backward(prev, next_layer.gradient)
        elif isinstance(next_layer, FlattenLayer):
            layer.backward(prev, next_layer.gradient)


def exercise1(W, B, A, Y, T):
    dense = [DenseLayer(w, b, l < 3) for l, (w, b) in enumerate(zip(W, B))]
    layers = [InputLayer(), dense[0], dense[1], Reshape3dLayer(), FlattenLayer(), dense[2], dense[3]]
    for x, t in zip(A[0], T):
        layers[0].forward(x)
        for n in range(1, len(layers)):
            layers[n].forward(layers[n - 1].output)
        network_backward(layers, 2 * (layers[-1].output - t) / len(T))
    return [d.dw for d in dense], [d.db for d in dense]
