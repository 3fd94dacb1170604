# exercise: 1
# source: yigit-cankurtaran/nn-from-scratch (Python), commit b8ae4fe "implemented backward pass, weird behavior after validation loss, fixing it", mended in 44622b1: activation1.backward(loss_function.dinputs) became activation1.backward(dense2.dinputs)
# mistake: The activation below the output layer gets the gradient of the loss, not the one that the output layer passes down; its one column does not fit the mask of six.
# lines: 56
# crash: yes
# first wrong: -
import numpy as np


class Layer_Dense:
    def __init__(self, weights, biases):
        self.weights = weights
        self.biases = biases

    def forward(self, inputs):
        self.inputs = inputs
        self.output = np.dot(inputs, self.weights) + self.biases

    def backward(self, dvalues):
        self.dweights = np.dot(self.inputs.T, dvalues)
        self.dbiases = np.sum(dvalues, axis=0)
        self.dinputs = np.dot(dvalues, self.weights.T)


class Activation_ReLU:
    def forward(self, inputs):
        self.inputs = inputs
        self.output = np.maximum(0, inputs)

    def backward(self, dvalues):
        self.dinputs = dvalues.copy()
        self.dinputs[self.inputs <= 0] = 0


class Loss_MeanSquaredError:
    def backward(self, dvalues, y_true):
        samples = len(dvalues)
        outputs = len(dvalues[0])
        self.dinputs = -2 * (y_true - dvalues) / outputs
        self.dinputs = self.dinputs / samples


def exercise1(W, B, A, Y, T):
    dense1, dense2, dense3, dense4 = [Layer_Dense(w, b) for w, b in zip(W, B)]
    activation1, activation2, activation3 = [Activation_ReLU() for _ in range(3)]
    loss_function = Loss_MeanSquaredError()
    dense1.forward(A[0])
    activation1.forward(dense1.output)
    dense2.forward(activation1.output)
    activation2.forward(dense2.output)
    dense3.forward(activation2.output)
    activation3.forward(dense3.output)
    dense4.forward(activation3.output)
    loss_function.backward(dense4.output, T)
    dense4.backward(loss_function.dinputs)
    activation3.backward(loss_function.dinputs)
    dense3.backward(activation3.dinputs)
    activation2.backward(dense3.dinputs)
    dense2.backward(activation2.dinputs)
    activation1.backward(dense2.dinputs)
    dense1.backward(activation1.dinputs)
    layers = [dense1, dense2, dense3, dense4]
    return [layer.dweights for layer in layers], [layer.dbiases for layer in layers]
