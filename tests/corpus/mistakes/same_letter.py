# exercise: 1
# source: andregodinhodtu/ANN_Backprop_Implement, commit 6bebaab "fixed bug in one_training_example() loop": the inner loop used the variable i of the outer loop, now j
# mistake: The loop over the layers uses the variable i of the loop over the samples, so i is not the sample any more.
# lines: 18, 21
# crash: no
# first wrong: DW[3]
import numpy as np


def exercise1(W, B, A, Y, T):
    n_layers = len(W)
    n = len(T)
    loss_deriv_of_weights = [np.zeros_like(w) for w in W]
    loss_deriv_of_bias = [np.zeros_like(b) for b in B]
    for i in range(n):
        delta = 2 / n * (Y[i] - T[i])
        deltas = [None] * n_layers
        for i in range(n_layers - 1, -1, -1):
            deltas[i] = delta
            if i > 0:
                delta = W[i].dot(delta) * (A[i][i] > 0)
        for layer, d in enumerate(deltas):
            loss_deriv_of_weights[layer] += np.outer(A[layer][i], d)
            loss_deriv_of_bias[layer] += d
    return loss_deriv_of_weights, loss_deriv_of_bias
