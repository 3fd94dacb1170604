# exercise: 1
# source: maziarraissi/backprop, issue 1 "Correct loss gradient calculated on weight": H in place of A
# mistake: The gradients of the weights of the hidden layers are built with the pre-activations H, where the activations are needed.
# lines: 18
# crash: no
# first wrong: DW[3]
import numpy as np


def exercise1(W, B, A, Y, T):
    L = len(W)
    H = {0: A[0]}
    for l in range(1, L):
        H[l] = np.matmul(A[l - 1], W[l - 1]) + B[l - 1]
    G = {L: (Y - T) * 2.0 / Y.shape[0]}
    loss_weights, loss_biases = {}, {}
    for l in range(L - 1, -1, -1):
        loss_weights[l] = np.dot(H[l].T, G[l + 1])
        loss_biases[l] = np.sum(G[l + 1], 0)
        if l > 0:
            G[l] = np.dot(G[l + 1], W[l].T) * (H[l] > 0)
    return [loss_weights[l] for l in range(L)], [loss_biases[l] for l in range(L)]
