# exercise: 1
# source: community.deeplearning.ai thread 85937 "Wrong values for dW1": g' is transposed and multiplied with Z1 by np.dot, "You don't need to multiply by Z1"
# mistake: The derivative of the activation is transposed and multiplied with Z as matrices, and the signal with this product, where g'(Z) belongs, entry by entry.
# lines: 22
# crash: no
# first wrong: DW[2]
import numpy as np


def relu_derivative(Z):
    return (Z > 0).astype(float)


def exercise1(W, B, A, Y, T):
    m = A[0].shape[0]
    Z1 = np.dot(A[0], W[0]) + B[0]
    Z2 = np.dot(A[1], W[1]) + B[1]
    Z3 = np.dot(A[2], W[2]) + B[2]

    def hidden_dZ(dA, Z):
        g_prime = relu_derivative(Z)
        return np.dot(dA, np.dot(g_prime.T, Z))

    dZ4 = 2 / m * (Y - T)
    dZ3 = hidden_dZ(np.dot(dZ4, W[3].T), Z3)
    dZ2 = hidden_dZ(np.dot(dZ3, W[2].T), Z2)
    dZ1 = hidden_dZ(np.dot(dZ2, W[1].T), Z1)

    dW = [np.dot(a.T, dZ) for a, dZ in zip(A, (dZ1, dZ2, dZ3, dZ4))]
    db = [np.sum(dZ, axis=0) for dZ in (dZ1, dZ2, dZ3, dZ4)]
    return dW, db
