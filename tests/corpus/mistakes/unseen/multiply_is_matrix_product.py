# exercise: 1
# source: akajuvonen/simple-neuralnet-java (Java), commit b2aa3f1 "Changed some multiplications to element-wise, added import accordingly", NeuralNet.java: outputAdjustment and hiddenAdjustment were multiply(error, sigmoidDerivative(layer)), the matrix product, and became multiplyElementwise
# mistake: The errors of a layer and the derivatives of its outputs are multiplied as matrices and not element by element; the shapes do not fit.
# lines: 54, 58
# crash: yes
# first wrong: -
import numpy as np


def multiply(a, b):
    return np.dot(a, b)


def multiplyElementwise(a, b):
    return a * b


def transpose(a):
    return a.T


def substraction(a, b):
    return a - b


def relu(x):
    return np.where(x > 0, x, 0.0)


def reluDerivative(y):
    return np.where(y > 0, 1.0, 0.0)


def linearDerivative(y):
    return np.ones(y.shape)


class NeuralNet:
    def __init__(self, weights, biases):
        self.weights = weights
        self.biases = biases
        self.layers = []

    def classify(self, input):
        self.layers = [input]
        for i in range(len(self.weights)):
            z = multiply(self.layers[i], self.weights[i]) + self.biases[i]
            self.layers.append(relu(z) if i < len(self.weights) - 1 else z)

    def adjustments(self, trainIn, trainOut):
        self.classify(trainIn)
        last = len(self.weights) - 1
        outputError = substraction(trainOut, self.layers[-1])
        outputAdjustment = multiply(outputError, linearDerivative(self.layers[-1]))
        result = [outputAdjustment]
        for i in range(last, 0, -1):
            hiddenError = multiply(result[0], transpose(self.weights[i]))
            hiddenAdjustment = multiply(hiddenError, reluDerivative(self.layers[i]))
            result.insert(0, hiddenAdjustment)
        return result


def exercise1(W, B, A, Y, T):
    net = NeuralNet(W, B)
    adjustments = net.adjustments(A[0], T)
    factor = -2.0 / len(T)
    DW = [factor * multiply(transpose(l), a) for l, a in zip(net.layers, adjustments)]
    DB = [factor * a.sum(axis=0) for a in adjustments]
    return DW, DB
