# exercise: 1
# source: jacobgil/pytorch-grad-cam, issue 57: gradients are recorded from the last layer to the first, gradients.reverse() is missing
# mistake: The gradients are appended from the last layer to the first, and the lists are returned in that order.
# lines: 20
# crash: no
# first wrong: DW[3]
import numpy as np


class FeatureExtractor:
    def __init__(self):
        self.gradients = []
        self.bias_gradients = []

    def save_gradient(self, activation, grad):
        self.gradients.append(np.matmul(activation.T, grad))
        self.bias_gradients.append(grad.sum(axis=0))

    def get_gradients(self):
        return self.gradients, self.bias_gradients


def exercise1(W, B, A, Y, T):
    extractor = FeatureExtractor()
    grad = (Y - T) * (2 / len(T))
    for k in range(len(W) - 1, 0, -1):
        extractor.save_gradient(A[k], grad)
        grad = np.matmul(grad, W[k].T) * (A[k] > 0)
    extractor.save_gradient(A[0], grad)
    return extractor.get_gradients()
