# exercise: 1
# source: bayun-shaonian/musical-adventure, a student's notebook (in Chinese): the loss is 0.5 * np.mean(...), delta2 = a2 - y
# mistake: The signal at the output is Y - T: neither the factor 2 nor the division by the number of samples is there.
# lines: 17
# crash: no
# first wrong: DW[3]
import numpy as np


def relu_derivative(a):
    return np.where(a > 0, 1, 0)


def backprop(W, cache, y):
    a0, a1, a2, a3, a4 = cache['a0'], cache['a1'], cache['a2'], cache['a3'], cache['a4']

    delta4 = a4 - y
    delta3 = np.dot(delta4, W[3].T) * relu_derivative(a3)
    delta2 = np.dot(delta3, W[2].T) * relu_derivative(a2)
    delta1 = np.dot(delta2, W[1].T) * relu_derivative(a1)

    grads = {}
    grads['dw4'], grads['db4'] = np.dot(a3.T, delta4), np.sum(delta4, axis=0)
    grads['dw3'], grads['db3'] = np.dot(a2.T, delta3), np.sum(delta3, axis=0)
    grads['dw2'], grads['db2'] = np.dot(a1.T, delta2), np.sum(delta2, axis=0)
    grads['dw1'], grads['db1'] = np.dot(a0.T, delta1), np.sum(delta1, axis=0)
    return grads


def exercise1(W, B, A, Y, T):
    cache = {'a0': A[0], 'a1': A[1], 'a2': A[2], 'a3': A[3], 'a4': Y}
    g = backprop(W, cache, T)
    return [g['dw%d' % i] for i in (1, 2, 3, 4)], [g['db%d' % i] for i in (1, 2, 3, 4)]
