# exercise: 1
# source: Isdre/simple-neural-network (Python), commit 7c7d4ca "changing parameters", network.py, fit: the first delta was error * (y_pred - target), with error the sum of the loss of this sample, and became loss.loss_derivative(y_pred, target)
# mistake: The delta of the output is the difference times the value of the loss, where the derivative of the loss belongs.
# lines: 57, 58
# crash: no
# first wrong: DW[3]
import numpy as np


class SquareError:
    @staticmethod
    def loss(y_pred, target):
        return (y_pred - target) ** 2

    @staticmethod
    def loss_derivative(y_pred, target):
        return 2 * (y_pred - target)


class ReLU:
    @staticmethod
    def calc(x):
        return np.maximum(0, x)

    @staticmethod
    def calc_derivative(x):
        return (x > 0).astype(float)


class Identity:
    @staticmethod
    def calc(x):
        return x

    @staticmethod
    def calc_derivative(x):
        return np.ones(x.shape)


class Dense:
    def __init__(self, weights, bias, activation):
        self.weights = weights
        self.bias = bias
        self.activation = activation


class Network:
    def __init__(self, loss):
        self.layers = []
        self.loss = loss

    def steps(self, data, target):
        a = [data.flatten()]
        for l in self.layers:
            a.append(l.activation.calc(np.dot(l.weights, a[-1]) + l.bias))
        y_pred = a[-1]
        error = self.loss.loss(y_pred, target).sum()
        delta = error * (y_pred - target)
        for i in range(len(self.layers) - 1, -1, -1):
            yield i, np.outer(delta, a[i]), delta
            if i != 0:
                delta = np.dot(self.layers[i].weights.T, delta) * self.layers[i - 1].activation.calc_derivative(a[i])


def exercise1(W, B, A, Y, T):
    network = Network(SquareError)
    for i in range(4):
        network.layers.append(Dense(W[i].T, B[i], ReLU if i < 3 else Identity))
    DW, DB = [np.zeros(w.shape) for w in W], [np.zeros(b.shape) for b in B]
    for data, target in zip(A[0], T):
        for i, step, delta in network.steps(data, target):
            DW[i] += step.T / len(T)
            DB[i] += delta / len(T)
    return DW, DB
