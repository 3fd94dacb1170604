# exercise: 1
# source: t8m8/Neural-Network-in-Nim (Nim, methods of layers), commit 8160871 'Fix ReLU logic', src/nn/layers.nim, backward of ReLU: outgoing.transform((val) => ord(val > 0)), which became: if val > 0: above[row, col] else: 0
# mistake: The backward of the ReLU returns 1 or 0, its own derivative, without the gradient that comes from above.
# lines: 28
# crash: no
# first wrong: DW[2]
import numpy as np

class Links:
    def __init__(self, weights, bias):
        self.weights = weights
        self.bias = bias

    def forward(self, incoming):
        return incoming @ self.weights + self.bias

    def backward(self, outgoing, above):
        return above @ self.weights.T

    def gradient(self, incoming, above):
        return incoming.T @ above, above.sum(axis=0)

class ReLU:
    def forward(self, incoming):
        return np.maximum(0, incoming)

    def backward(self, outgoing, above):
        return np.where(outgoing > 0, 1.0, 0.0)

class MeanSquaredError:
    def backward(self, output, expected):
        return 2.0 * (output - expected) / output.shape[0]

class Network:
    def __init__(self, layers, lossfunc):
        self.layers = layers
        self.lossfunc = lossfunc

    def forward(self, input):
        outputs = [input]
        for layer in self.layers:
            outputs.append(layer.forward(outputs[-1]))
        return outputs

    def backward(self, outputs, expected):
        grads = []
        above = self.lossfunc.backward(outputs[-1], expected)
        for idx in range(len(self.layers) - 1, -1, -1):
            layer = self.layers[idx]
            if isinstance(layer, Links):
                grads.insert(0, layer.gradient(outputs[idx], above))
            above = layer.backward(outputs[idx + 1], above)
        return grads

def exercise1(W, B, A, Y, T):
    layers = [Links(W[0], B[0])]
    for w, b in zip(W[1:], B[1:]):
        layers.extend([ReLU(), Links(w, b)])
    network = Network(layers, MeanSquaredError())
    DW, DB = zip(*network.backward(network.forward(A[0]), T))
    return list(DW), list(DB)
