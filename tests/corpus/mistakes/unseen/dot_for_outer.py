# exercise: 1
# source: casper-hansen/Neural-Network-From-Scratch, before commit 3e3cdf6 (pull request 1 'Fix for apparently faulty Numpy NN backward pass'): change_w['W3'] = np.dot(error, params['A3']), mended to np.outer(error, params['A2']), and so for W2, W1
# mistake: The gradient of a weight matrix is the inner product (one number) of the error and the activations of the same layer; it should be the outer product with the activations of the layer before.
# lines: 36, 40, 44, 48
# crash: no
# first wrong: DW[3]
import numpy as np


class DeepNeuralNetwork:
    def __init__(self, W, B):
        self.params = {}
        for i, (w, b) in enumerate(zip(W, B), 1):
            self.params['W%d' % i] = w.T
            self.params['b%d' % i] = b

    def relu(self, x, derivative=False):
        if derivative:
            return (x > 0).astype(x.dtype)
        return np.maximum(x, 0)

    def forward_pass(self, x_train):
        params = self.params
        params['A0'] = x_train
        for i in range(1, 5):
            params['Z%d' % i] = np.dot(params['W%d' % i], params['A%d' % (i - 1)]) + params['b%d' % i]
            params['A%d' % i] = self.relu(params['Z%d' % i])
        return params['Z4']

    def backward_pass(self, y_train, output):
        params = self.params
        change_w = {}

        error = 2 * (output - y_train)
        change_w['b4'] = error
        change_w['W4'] = np.dot(error, params['A4'])

        error = np.dot(params['W4'].T, error) * self.relu(params['Z3'], derivative=True)
        change_w['b3'] = error
        change_w['W3'] = np.dot(error, params['A3'])

        error = np.dot(params['W3'].T, error) * self.relu(params['Z2'], derivative=True)
        change_w['b2'] = error
        change_w['W2'] = np.dot(error, params['A2'])

        error = np.dot(params['W2'].T, error) * self.relu(params['Z1'], derivative=True)
        change_w['b1'] = error
        change_w['W1'] = np.dot(error, params['A1'])
        return change_w


def exercise1(W, B, A, Y, T):
    dnn = DeepNeuralNetwork(W, B)
    total = {k: np.zeros(v.shape) for k, v in dnn.params.items()}
    for x, y in zip(A[0], T):
        change_w = dnn.backward_pass(y, dnn.forward_pass(x))
        for key, value in change_w.items():
            total[key] += value / len(T)
    return [total['W%d' % i].T for i in range(1, 5)], [total['b%d' % i] for i in range(1, 5)]
