# exercise: 1
# source: HagAli22/NN-From-Scratch-in-Java (Java), commit d4906c8 '... fix error for backward ...', Backward.java: dropoutBackward(dLoss_dY, 0.2) for the output and dropoutBackward(dOut2, 0.3) for the second layer, while Forward.java makes dropout in the first layer only; afterwards the two layers have none
# mistake: The deltas of the output and of the later hidden layers are divided by the keep rate of a dropout that the forward pass does not make there.
# lines: 26, 32
# crash: no
# first wrong: DW[3]
import numpy as np


class Backward:
    def __init__(self, W, A):
        self.W = W
        self.A = A
        self.dW = {}
        self.db = {}

    def backward(self, Y_true, Y_pred):
        dOut = self.backwardOutputLayer(Y_true, Y_pred)
        for layer in range(len(self.W) - 2, 0, -1):
            dOut = self.backwardHiddenLayer(layer, dOut)
        self.backwardFirstLayer(dOut)

    def backwardOutputLayer(self, Y_true, Y_pred):
        last = len(self.W) - 1
        dLoss_dY = (Y_pred - Y_true) * (2.0 / Y_true.shape[0])
        dOut = self.dropoutBackward(dLoss_dY, 0.2)
        self.dW[last] = self.A[last].T.dot(dOut)
        self.db[last] = self.sumAlongAxis0(dOut)
        return dOut.dot(self.W[last].T)

    def backwardHiddenLayer(self, layer, dOut):
        dNet = self.dropoutBackward(dOut, 0.3) * self.reluDerivative(self.A[layer + 1])
        self.dW[layer] = self.A[layer].T.dot(dNet)
        self.db[layer] = self.sumAlongAxis0(dNet)
        return dNet.dot(self.W[layer].T)

    def backwardFirstLayer(self, dOut):
        dNet = dOut * self.reluDerivative(self.A[1])
        self.dW[0] = self.A[0].T.dot(dNet)
        self.db[0] = self.sumAlongAxis0(dNet)

    @staticmethod
    def dropoutBackward(dOut, dropoutRate):
        return dOut * (1.0 / (1.0 - dropoutRate))

    @staticmethod
    def reluDerivative(out):
        return np.where(out > 0, 1.0, 0.0)

    @staticmethod
    def sumAlongAxis0(values):
        return values.sum(axis=0)


def exercise1(W, B, A, Y, T):
    net = Backward(W, A)
    net.backward(T, Y)
    layers = range(len(W))
    return [net.dW[i] for i in layers], [net.db[i] for i in layers]
