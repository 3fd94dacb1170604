# exercise: 1
# source: bighuang624/Andrew-Ng-Deep-Learning-notes, issue 10: dW2 has * 2 and db1 has 4./m
# mistake: A factor 2 was left in the line of dW2, and a 4 stands for the 1 in that of db1.
# lines: 25, 31
# crash: no
# first wrong: DW[1]
import numpy as np


def backward_propagation_n(X, Y, cache):
    m = X.shape[1]
    (A1, W1, A2, W2, A3, W3, A4, W4) = cache

    dZ4 = 2 * (A4 - Y)
    dW4 = 1.0 / m * np.dot(dZ4, A3.T)
    db4 = 1.0 / m * np.sum(dZ4, axis=1, keepdims=True)

    dA3 = np.dot(W4.T, dZ4)
    dZ3 = np.multiply(dA3, np.int64(A3 > 0))
    dW3 = 1.0 / m * np.dot(dZ3, A2.T)
    db3 = 1.0 / m * np.sum(dZ3, axis=1, keepdims=True)

    dA2 = np.dot(W3.T, dZ3)
    dZ2 = np.multiply(dA2, np.int64(A2 > 0))
    dW2 = 1.0 / m * np.dot(dZ2, A1.T) * 2
    db2 = 1.0 / m * np.sum(dZ2, axis=1, keepdims=True)

    dA1 = np.dot(W2.T, dZ2)
    dZ1 = np.multiply(dA1, np.int64(A1 > 0))
    dW1 = 1.0 / m * np.dot(dZ1, X.T)
    db1 = 4.0 / m * np.sum(dZ1, axis=1, keepdims=True)

    return (dW1, dW2, dW3, dW4), (db1, db2, db3, db4)


def exercise1(W, B, A, Y, T):
    cache = (A[1].T, W[0].T, A[2].T, W[1].T, A[3].T, W[2].T, Y.T, W[3].T)
    dWs, dbs = backward_propagation_n(A[0].T, T.T, cache)
    return [dW.T for dW in dWs], [db.flatten() for db in dbs]
