# exercise: 1
# source: victorlempitsky/Mate (MATLAB), issue 2 'Error in SoftmaxLossLayer': the derivative is obj.weight/numel(x{1},ndims(x{1})), which counts one element, and 'there should be obj.weight/size(x{1},ndims(x{1}))'
# mistake: The derivative of the loss is divided by the number of elements of one sample and not by the number of samples in the batch.
# lines: 37
# crash: no
# first wrong: DW[3]
import numpy as np


class FullLayer:
    def __init__(self, weights, biases):
        self.w = weights.T
        self.b = biases[:, np.newaxis]

    def forward(self, x):
        return self.w @ x + self.b

    def backward(self, x, dzdy):
        self.dzdw = dzdy @ x.T
        self.dzdb = dzdy.sum(axis=1)
        return self.w.T @ dzdy


class ReluLayer:
    def forward(self, x):
        return np.maximum(x, 0)

    def backward(self, x, dzdy):
        return dzdy * (x > 0)


class EuclideanLossLayer:
    def __init__(self, weight=1.0):
        self.weight = weight

    def backward(self, x, labels):
        normalization = self.weight / np.size(x[:, 0])
        return 2 * (x - labels) * normalization


class Net:
    def __init__(self, layers):
        self.layers = layers

    def makePass(self, x, labels):
        inputs = []
        for layer in self.layers:
            inputs.append(x)
            x = layer.forward(x)
        dzdx = EuclideanLossLayer().backward(x, labels)
        for layer, value in zip(reversed(self.layers), reversed(inputs)):
            dzdx = layer.backward(value, dzdx)


def exercise1(W, B, A, Y, T):
    full = [FullLayer(w, b) for w, b in zip(W, B)]
    layers = full[:1] + [step for layer in full[1:] for step in (ReluLayer(), layer)]
    Net(layers).makePass(A[0].T, T.T)
    return [layer.dzdw.T for layer in full], [layer.dzdb for layer in full]
