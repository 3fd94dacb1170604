# exercise: 1
# source: community.deeplearning.ai, "Week 1: Regularization and Backpropagation", code doubt on np.int64(A2 > 0): "Shouldn't it be just np.int64(A2)?"
# mistake: The slope of ReLU is taken as the activation itself, cut to an integer, and not as 1 where the activation is positive.
# lines: 19, 24, 29
# crash: no
# first wrong: DW[2]
import numpy as np


def backward_propagation(X, Y, cache):
    m = X.shape[1]
    (A1, W1, A2, W2, A3, W3, A4, W4) = cache

    dZ4 = 2.0 / m * (A4 - Y)
    dW4 = np.dot(dZ4, A3.T)
    db4 = np.sum(dZ4, axis=1)

    dA3 = np.dot(W4.T, dZ4)
    dZ3 = np.multiply(dA3, np.int64(A3))
    dW3 = np.dot(dZ3, A2.T)
    db3 = np.sum(dZ3, axis=1)

    dA2 = np.dot(W3.T, dZ3)
    dZ2 = np.multiply(dA2, np.int64(A2))
    dW2 = np.dot(dZ2, A1.T)
    db2 = np.sum(dZ2, axis=1)

    dA1 = np.dot(W2.T, dZ2)
    dZ1 = np.multiply(dA1, np.int64(A1))
    dW1 = np.dot(dZ1, X.T)
    db1 = np.sum(dZ1, axis=1)

    gradients = {
        "dW4": dW4, "db4": db4,
        "dW3": dW3, "db3": db3,
        "dW2": dW2, "db2": db2,
        "dW1": dW1, "db1": db1,
    }
    return gradients


def exercise1(W, B, A, Y, T):
    cache = (A[1].T, W[0].T, A[2].T, W[1].T, A[3].T, W[2].T, Y.T, W[3].T)
    gradients = backward_propagation(A[0].T, T.T, cache)
    DW = [gradients["dW" + str(l)].T for l in (1, 2, 3, 4)]
    DB = [gradients["db" + str(l)] for l in (1, 2, 3, 4)]
    return DW, DB
