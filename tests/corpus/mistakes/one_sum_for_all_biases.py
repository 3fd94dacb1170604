# exercise: 1
# source: rasbt/stat453-deep-learning-ss21, issue 5 "Small error in bias-computation": torch.sum without a dimension
# mistake: The sum for the biases is taken over everything, samples and units, and the one number is broadcast to all biases of the layer.
# lines: 17
# crash: no
# first wrong: DB[2]
import numpy


class Regression:
    def __init__(self, weights, bias):
        self.weights = weights
        self.bias = bias

    def backward(self, x, residual):
        grad_loss_wrt_w = x.T @ residual
        grad_loss_wrt_b = numpy.sum(residual)
        grad_loss_wrt_x = residual @ self.weights.T
        return grad_loss_wrt_w, grad_loss_wrt_b + numpy.zeros_like(self.bias), grad_loss_wrt_x


def exercise1(W, B, A, Y, T):
    models = [Regression(*pair) for pair in zip(W, B)]
    residual = (Y - T) * (2 / len(Y))
    gw, gb = {}, {}
    for i in sorted(range(len(models)), reverse=True):
        gw[i], gb[i], passed = models[i].backward(A[i], residual)
        residual = passed * (A[i] > 0)
    return list(map(gw.get, range(len(W)))), list(map(gb.get, range(len(W))))
