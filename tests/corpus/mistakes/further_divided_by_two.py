# exercise: 1
# source: fetchai/ledger, pull request 1741 "bugfix MSE" (C++): the sum was divided by the number of elements and then further by two
# mistake: The error is the mean of the squares, not half of it, so the factor 2 is missing in the signal that is sent back.
# lines: 14
# crash: no
# first wrong: DW[3]
import numpy as np


class MeanSquareErrorLoss:
    def Backward(self, inputs):
        prediction, truth = inputs
        data_size = prediction.shape[0]
        return_signal = (prediction - truth) * (1.0 / data_size)
        return return_signal


class Relu:
    def Backward(self, inputs, error_signal):
        (t,) = inputs
        return_signal = error_signal.copy()
        return_signal[t <= 0] = 0
        return return_signal


class MatrixMultiply:
    def Backward(self, inputs, error_signal):
        left, right = inputs
        return error_signal @ right.T, left.T @ error_signal


class Add:
    def Backward(self, inputs, error_signal):
        return error_signal, error_signal.sum(axis=0)


def exercise1(W, B, A, Y, T):
    DW, DB = [], []
    signal = MeanSquareErrorLoss().Backward([Y, T])
    for layer in range(len(W) - 1, -1, -1):
        signal, bias_signal = Add().Backward([None, B[layer]], signal)
        signal, weight_signal = MatrixMultiply().Backward([A[layer], W[layer]], signal)
        if layer > 0:
            signal = Relu().Backward([A[layer]], signal)
        DW.insert(0, weight_signal)
        DB.insert(0, bias_signal)
    return DW, DB
