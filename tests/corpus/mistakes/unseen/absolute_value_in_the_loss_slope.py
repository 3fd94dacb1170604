# exercise: 1
# source: Steinz0/NN-from-scratch (Python, a course project), commits fd94571 "first" and 3c48c6b "first", MSELoss.backward: stood 2 * np.sum(np.abs(y - yhat), axis=1), which became -2 * np.sum(y - yhat, axis=1)
# mistake: The derivative of the squared error is taken from the absolute value of the difference, so its sign is lost.
# lines: 15
# crash: no
# first wrong: DW[3]
import numpy as np


class MSELoss:
    def forward(self, y, yhat):
        return np.sum(y - yhat, axis=1) ** 2

    def backward(self, y, yhat):
        return 2 * np.sum(np.abs(y - yhat), axis=1)


class Linear:
    def __init__(self, parameters, bias):
        self._parameters = parameters
        self._bias = bias
        self.zero_grad()

    def zero_grad(self):
        self._gradient = np.zeros(self._parameters.shape)
        self._gradient_bias = np.zeros(self._bias.shape)

    def forward(self, X):
        return np.dot(X, self._parameters) + self._bias

    def backward_update_gradient(self, input, delta):
        self._gradient = self._gradient + np.dot(input.T, delta)
        self._gradient_bias = self._gradient_bias + np.sum(delta, axis=0)

    def backward_delta(self, input, delta):
        return np.matmul(delta, self._parameters.T)


class ReLU:
    def forward(self, X):
        return np.maximum(X, 0)

    def backward_update_gradient(self, input, delta):
        pass

    def backward_delta(self, input, delta):
        return np.where(input > 0, 1, 0) * delta


class Sequential:
    def __init__(self, *layers):
        self.layers = layers

    def forward(self, X):
        self.inputs_vectors = [X]
        for layer in self.layers:
            self.inputs_vectors.append(layer.forward(self.inputs_vectors[-1]))
        return self.inputs_vectors[-1]

    def backward(self, delta):
        for layer, vector in zip(self.layers[::-1], self.inputs_vectors[-2::-1]):
            layer.backward_update_gradient(vector, delta)
            delta = layer.backward_delta(vector, delta)


def exercise1(W, B, A, Y, T):
    l1, l2, l3, l4 = [Linear(w, b) for w, b in zip(W, B)]
    net = Sequential(l1, ReLU(), l2, ReLU(), l3, ReLU(), l4)
    yhat = net.forward(A[0])
    delta_loss = MSELoss().backward(T, yhat)
    net.backward(delta_loss.reshape(-1, 1) / len(T))
    return [l._gradient for l in (l1, l2, l3, l4)], [l._gradient_bias for l in (l1, l2, l3, l4)]
