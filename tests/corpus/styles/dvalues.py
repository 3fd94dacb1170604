"""Objects that keep dinputs, dweights and dbiases."""

import numpy as np


class Layer_Dense:
    def __init__(self, inputs, weights, biases):
        self.inputs = inputs
        self.weights = weights
        self.biases = biases

    def backward(self, dvalues):
        self.dweights = np.dot(self.inputs.T, dvalues)
        self.dbiases = np.sum(dvalues, axis=0, keepdims=True)
        self.dinputs = np.dot(dvalues, self.weights.T)


class Activation_ReLU:
    def __init__(self, inputs):
        self.inputs = inputs

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
    dense1 = Layer_Dense(A[0], W[0], B[0])
    activation1 = Activation_ReLU(A[1])
    dense2 = Layer_Dense(A[1], W[1], B[1])
    activation2 = Activation_ReLU(A[2])
    dense3 = Layer_Dense(A[2], W[2], B[2])
    activation3 = Activation_ReLU(A[3])
    dense4 = Layer_Dense(A[3], W[3], B[3])
    loss_function = Loss_MeanSquaredError()

    loss_function.backward(Y, T)
    dense4.backward(loss_function.dinputs)
    activation3.backward(dense4.dinputs)
    dense3.backward(activation3.dinputs)
    activation2.backward(dense3.dinputs)
    dense2.backward(activation2.dinputs)
    activation1.backward(dense2.dinputs)
    dense1.backward(activation1.dinputs)

    DW = [dense1.dweights, dense2.dweights, dense3.dweights, dense4.dweights]
    DB = [dense.dbiases[0] for dense in (dense1, dense2, dense3, dense4)]
    return DW, DB
