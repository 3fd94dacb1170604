# exercise: 1
# source: giuseppegrieco/neural-network-from-scratch, commit 8e6833b "fixed batch backpropagation": 1 / len(expected_output) of a matrix whose columns are the samples, became len(expected_output.T)
# mistake: The samples are columns, but len() counts the rows, so the sum is divided by 1 and not by the number of samples.
# lines: 16, 17
# crash: no
# first wrong: DW[3]
import numpy as np


class GradientDescent:
    def __init__(self, weights, outputs):
        self.weights = weights
        self.outputs = outputs

    def learn(self, expected_output, output):
        samples = len(expected_output)
        delta = 2 * (output - expected_output) / samples
        gradients = []
        for index in range(len(self.weights) - 1, -1, -1):
            below = self.outputs[index]
            gradients.append((np.matmul(delta, below.T), np.sum(delta, axis=1)))
            if index:
                delta = np.matmul(self.weights[index].T, delta)
                delta = np.multiply(delta, below > 0)
        return gradients[::-1]


def exercise1(W, B, A, Y, T):
    algorithm = GradientDescent([w.T for w in W], [a.T for a in A])
    gradients = algorithm.learn(T.T, Y.T)
    return [dw.T for dw, _ in gradients], [db for _, db in gradients]
