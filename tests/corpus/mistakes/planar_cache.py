# exercise: 1
# source: Stack Overflow 46329090 "ValueError: shapes (4,1) and (4,3) not aligned" (planar data classification, read at codewithsundeep.com)
# mistake: The output is read from the cache under the key of a hidden layer, and a sum says axis1 for axis=1.
# lines: 20, 33
# crash: yes
# first wrong: -
import numpy as np


def backward_propagation(parameters, cache, X, Y):
    m = X.shape[1]

    W2 = parameters["W2"]
    W3 = parameters["W3"]
    W4 = parameters["W4"]

    A1 = cache["A1"]
    A2 = cache["A2"]
    A3 = cache["A3"]
    A4 = cache["A3"]

    dZ4 = 2 * (A4 - Y)
    dW4 = (1 / m) * np.dot(dZ4, A3.T)
    db4 = (1 / m) * np.sum(dZ4, axis=1, keepdims=True)
    dZ3 = np.multiply(np.dot(W4.T, dZ4), np.int64(A3 > 0))
    dW3 = (1 / m) * np.dot(dZ3, A2.T)
    db3 = (1 / m) * np.sum(dZ3, axis=1, keepdims=True)
    dZ2 = np.multiply(np.dot(W3.T, dZ3), np.int64(A2 > 0))
    dW2 = (1 / m) * np.dot(dZ2, A1.T)
    db2 = (1 / m) * np.sum(dZ2, axis=1, keepdims=True)
    dZ1 = np.multiply(np.dot(W2.T, dZ2), np.int64(A1 > 0))
    dW1 = (1 / m) * np.dot(dZ1, X.T)
    db1 = (1 / m) * np.sum(dZ1, axis1, keepdims=True)

    grads = {"dW1": dW1, "db1": db1,
             "dW2": dW2, "db2": db2,
             "dW3": dW3, "db3": db3,
             "dW4": dW4, "db4": db4}

    return grads


def exercise1(W, B, A, Y, T):
    parameters = {"W%d" % (l + 1): W[l].T for l in range(4)}
    cache = {"A%d" % l: A[l].T for l in (1, 2, 3)}
    cache["A4"] = Y.T
    grads = backward_propagation(parameters, cache, A[0].T, T.T)
    DW = [grads["dW%d" % l].T for l in (1, 2, 3, 4)]
    DB = [grads["db%d" % l].ravel() for l in (1, 2, 3, 4)]
    return DW, DB
