# exercise: 1
# source: stackoverflow.com question 55858141 'My Neural Network, made with NumPy, is not converging': back_propagate has dZ1 = W2.T * dZ2 * (...), which numpy broadcasts as there is one output (dictionaries of parameters, samples in columns)
# mistake: The gradient is passed back by an elementwise product with the transposed weights, it should be a matrix product; with one output the first passes by broadcasting, the next stops.
# lines: 22, 26, 30
# crash: yes
# first wrong: -
import numpy as np


def back_propagate(parameters, cache, Y):
    W2 = parameters["W2"]
    W3 = parameters["W3"]
    W4 = parameters["W4"]
    A0, A1, A2, A3, A4 = (cache["A" + str(i)] for i in range(5))

    m_divisor = 1 / np.shape(Y)[1]

    dZ4 = 2 * (A4 - Y)
    dW4 = m_divisor * np.dot(dZ4, A3.T)
    db4 = m_divisor * np.sum(dZ4, axis=1, keepdims=True)

    dZ3 = W4.T * dZ4 * (A3 > 0)
    dW3 = m_divisor * np.dot(dZ3, A2.T)
    db3 = m_divisor * np.sum(dZ3, axis=1, keepdims=True)

    dZ2 = W3.T * dZ3 * (A2 > 0)
    dW2 = m_divisor * np.dot(dZ2, A1.T)
    db2 = m_divisor * np.sum(dZ2, axis=1, keepdims=True)

    dZ1 = W2.T * dZ2 * (A1 > 0)
    dW1 = m_divisor * np.dot(dZ1, A0.T)
    db1 = m_divisor * np.sum(dZ1, axis=1, keepdims=True)

    return {
        "dW1": dW1, "db1": db1,
        "dW2": dW2, "db2": db2,
        "dW3": dW3, "db3": db3,
        "dW4": dW4, "db4": db4,
    }


def exercise1(W, B, A, Y, T):
    parameters = {"W" + str(i + 1): w.T for i, w in enumerate(W)}
    cache = {"A" + str(i): a.T for i, a in enumerate(list(A) + [Y])}
    grads = back_propagate(parameters, cache, T.T)
    DW = [grads["dW" + str(i)].T for i in range(1, 5)]
    DB = [grads["db" + str(i)].ravel() for i in range(1, 5)]
    return DW, DB
