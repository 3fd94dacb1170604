# exercise: 1
# source: JamesQuirk/CNN-From-Scratch (Python), commit d2d47b4 "fix conv backprop bug", cnn/layers/conv.py, _backwards: the array dCdX_pad that is returned was filled with effective_input, which became effective_input_gradient
# mistake: What a layer hands down as the gradient with respect to its input is filled with the input itself. The gradient of the input is computed before, but never used.
# lines: 32
# crash: no
# first wrong: DW[2]
import numpy as np


class FC:
    def __init__(self, weights, bias):
        self.weights = weights
        self.bias = bias

    def _forwards(self, _input):
        self.input = _input
        self.output = self.input @ self.weights + self.bias
        return self.output

    def _backwards(self, cost_gradient):
        assert cost_gradient.shape == self.output.shape
        batch_size, num_inputs = self.input.shape
        effective_input = self.input[:, :num_inputs]
        effective_input_gradient = np.zeros(shape=effective_input.shape)
        dCdW = np.zeros(shape=self.weights.shape)
        for i in range(batch_size):
            dCdW += np.outer(effective_input[i], cost_gradient[i])
            effective_input_gradient[i] += self.weights @ cost_gradient[i]
        self.dCdW = dCdW
        self.dCdB = cost_gradient.sum(axis=0).reshape(self.bias.shape)
        dCdX = np.zeros(shape=self.input.shape)
        dCdX[:, :num_inputs] = effective_input
        assert dCdX.shape == self.input.shape
        return dCdX


class Activation:
    def _forwards(self, _input):
        self.input = _input
        self.output = np.where(self.input > 0, self.input, 0)
        return self.output

    def _backwards(self, cost_gradient):
        assert cost_gradient.shape == self.output.shape
        return cost_gradient * (self.input > 0)


class CNN:
    def __init__(self):
        self.structure = []

    def add_layer(self, layer):
        self.structure.append(layer)

    def train(self, X, ys):
        for layer in self.structure:
            X = layer._forwards(X)
        cost_gradient = 2 * (X - ys) / ys.shape[0]
        for layer in self.structure[::-1]:
            cost_gradient = layer._backwards(cost_gradient)


def exercise1(W, B, A, Y, T):
    model = CNN()
    for w, b in zip(W, B):
        model.add_layer(FC(w, b))
        model.add_layer(Activation())
    model.structure.pop()
    model.train(A[0], T)
    dense = [l for l in model.structure if isinstance(l, FC)]
    return [l.dCdW for l in dense], [l.dCdB for l in dense]
