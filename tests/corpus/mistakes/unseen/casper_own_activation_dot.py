# exercise: 1
# source: github casper-hansen/Neural-Network-From-Scratch, commit 3e3cdf6 (pull request 1): change_w['W3'] = np.dot(error, params['A3']) was mended to np.outer(error, params['A2'])
# mistake: The gradient of a weight matrix is made from the activation of the same layer, not of the one before, and with a scalar product where an outer product belongs.
# lines: 39, 41, 43, 45
# crash: no
# first wrong: DW[3]
import numpy as np


class DeepNeuralNetwork:
    def __init__(self, W, B):
        self.params = {}
        self.grads = {}
        for n, (w, b) in enumerate(zip(W, B), start=1):
            self.params['W%d' % n] = w.T
            self.params['b%d' % n] = b
            self.grads['W%d' % n] = np.zeros(w.T.shape)
            self.grads['b%d' % n] = np.zeros(b.shape)

    def relu(self, x, derivative=False):
        if derivative:
            return (x > 0).astype(float)
        return np.maximum(x, 0)

    def forward_pass(self, x_train):
        params = self.params
        params['A0'] = x_train
        for n in (1, 2, 3):
            params['Z%d' % n] = np.dot(params['W%d' % n], params['A%d' % (n - 1)]) + params['b%d' % n]
            params['A%d' % n] = self.relu(params['Z%d' % n])
        params['Z4'] = np.dot(params['W4'], params['A3']) + params['b4']
        params['A4'] = params['Z4']
        return params['A4']

    def backward_pass(self, y_train, output):
        params = self.params
        change_w = {}
        error = 2 * (output - y_train) / output.shape[0]
        change_w['W4'], change_w['b4'] = np.dot(error, params['A4']), error
        error = np.dot(params['W4'].T, error) * self.relu(params['Z3'], derivative=True)
        change_w['W3'], change_w['b3'] = np.dot(error, params['A3']), error
        error = np.dot(params['W3'].T, error) * self.relu(params['Z2'], derivative=True)
        change_w['W2'], change_w['b2'] = np.dot(error, params['A2']), error
        error = np.dot(params['W2'].T, error) * self.relu(params['Z1'], derivative=True)
        change_w['W1'], change_w['b1'] = np.dot(error, params['A1']), error
        return change_w


def exercise1(W, B, A, Y, T):
    dnn = DeepNeuralNetwork(W, B)
    for x, y in zip(A[0], T):
        output = dnn.forward_pass(x)
        for key, value in dnn.backward_pass(y, output).items():
            dnn.grads[key] += value / len(T)
    return [dnn.grads['W%d' % n].T for n in (1, 2, 3, 4)], [dnn.grads['b%d' % n] for n in (1, 2, 3, 4)]
