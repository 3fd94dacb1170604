# exercise: 1
# source: community.deeplearning.ai, "GRADED FUNCTION: backward_propagation" (thread 110003): dot product used for both operations of dZ1
# mistake: The slope of the units is multiplied by a matrix product, where it must be multiplied entry by entry.
# lines: 20
# crash: yes
# first wrong: -
import numpy as np


def exercise1(W, B, A, Y, T):
    m = Y.shape[0]
    grads = {}
    dZ = 2 / m * (Y - T)
    for l in range(4, 0, -1):
        grads["dW" + str(l)] = np.dot(A[l - 1].T, dZ)
        grads["db" + str(l)] = np.sum(dZ, axis=0)
        if l == 1:
            break
        g_prime = (A[l - 1] > 0).astype(float)
        dZ = np.dot(np.dot(dZ, W[l - 1].T), g_prime)
    return [grads["dW" + str(l)] for l in range(1, 5)], [grads["db" + str(l)] for l in range(1, 5)]
