# exercise: 1
# source: pavomod/Neural-network-from-scratch, commit b76b153: for i in range(self.n_hidden_layer-1,0,-1), became range(self.n_hidden_layer,0,-1)
# mistake: the loop over the hidden layers starts one layer too low, so the last weights are left out on the way back
# lines: 24
# crash: yes
# first wrong: -
import numpy as np


def d_relu(x):
    return np.where(x > 0, 1.0, 0.0)


def exercise1(W, B, A, Y, T):
    n_hidden_layer = len(W) - 1
    deltas = []
    grad_weights = []
    grad_bias = []

    deltas.append(2 * (Y - T) / T.shape[0])
    grad_weights.append(np.dot(A[-1].T, deltas[-1]))
    grad_bias.append(np.sum(deltas[-1], axis=0))

    for i in range(n_hidden_layer - 1, 0, -1):
        deltas.append(np.dot(deltas[-1], W[i].T) * d_relu(A[i]))
        grad_weights.append(np.dot(A[i - 1].T, deltas[-1]))
        grad_bias.append(np.sum(deltas[-1], axis=0))

    grad_weights.reverse()
    grad_bias.reverse()
    return grad_weights, grad_bias
