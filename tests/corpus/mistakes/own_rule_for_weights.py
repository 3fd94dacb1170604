# exercise: 1
# source: question "Strange convergence in simple neural network" (Java, seen in Spanish and Portuguese translations): weight update = error * derivative(error) * the weight itself; error = derivative(error of the next layer) * weight
# mistake: The weight change is multiplied by the weight in place of the input, and both slopes are taken at an error in place of the activation; the error is not multiplied by the one of the next layer.
# lines: 19, 23, 27, 31
# crash: no
# first wrong: DW[3]
import numpy as np


class Layer:
    def __init__(self, inputs, weights, outputs, hidden):
        self.inputs, self.weights, self.outputs, self.hidden = inputs, weights, outputs, hidden
        self.error = None

    def derivative(self, values):
        return (values > 0).astype(float) if self.hidden else np.ones(values.shape)

    def weightUpdate(self):
        signal = self.error * self.derivative(self.error)
        update = np.zeros(self.weights.shape)
        for i in range(self.weights.shape[0]):
            for j in range(self.weights.shape[1]):
                update[i, j] = np.sum(signal[:, j] * self.weights[i, j])
        return update

    def biasUpdate(self):
        signal = self.error * self.derivative(self.error)
        return signal.sum(axis=0)

    def errorBelow(self):
        signal = self.derivative(self.error)
        return signal @ self.weights.T


def exercise1(W, B, A, Y, T):
    outputs = A[1:] + [Y]
    net = [Layer(A[k], W[k], outputs[k], k < 3) for k in range(4)]
    net[3].error = 2 * (Y - T) / len(Y)
    for k in (3, 2, 1):
        net[k - 1].error = net[k].errorBelow()
    return [layer.weightUpdate() for layer in net], [layer.biasUpdate() for layer in net]
