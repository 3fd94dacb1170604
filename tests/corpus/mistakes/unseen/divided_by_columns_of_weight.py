# exercise: 1
# source: caveofprogramming/NeuralNetworkJava (Java), commit 390c97b '10020 Fixing a Nasty Bug', Engine.java: double rate = learningRate/weight.getCols() became learningRate/input.getCols()
# mistake: The gradient of the weights is divided by the number of columns of the weight matrix, which is its number of inputs, and not by the number of columns of the input matrix, the samples.
# lines: 44
# crash: no
# first wrong: DW[3]
import numpy as np
from collections import deque


class BatchResult:
    def __init__(self):
        self.io = deque()
        self.weight_inputs = deque()
        self.weight_errors = deque()


class Engine:
    def __init__(self, weights, biases):
        self.weights, self.biases = weights, biases

    def run_forwards(self, inputs):
        result, output = BatchResult(), inputs
        for index, (weight, bias) in enumerate(zip(self.weights, self.biases)):
            result.weight_inputs.append(output)
            output = weight @ output + bias
            if index < len(self.weights) - 1:
                output = np.maximum(output, 0)
            result.io.append(output)
        return result

    def run_backwards(self, result, expected):
        error = 2 * (result.io[-1] - expected)
        for weight, inp in zip(self.weights[::-1], reversed(result.weight_inputs)):
            result.weight_errors.appendleft(error)
            error = weight.T @ error
            error = np.where(inp > 0, error, 0)

    def adjustments(self, result):
        dw, db = [], []
        for weight, bias, inp, error in zip(self.weights, self.biases, result.weight_inputs, result.weight_errors):
            weight_adjust = error @ inp.T
            bias_adjust = error.mean(axis=1)
            rate = 1.0 / weight.shape[1]
            dw.append(rate * weight_adjust)
            db.append(bias_adjust)
        return dw, db


def exercise1(W, B, A, Y, T):
    engine = Engine([w.T for w in W], [b[:, None] for b in B])
    result = engine.run_forwards(A[0].T)
    engine.run_backwards(result, T.T)
    dw, db = engine.adjustments(result)
    return [d.T for d in dw], db
