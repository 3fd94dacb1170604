# exercise: 1
# source: fps/nn, nn3/nn_backward_pass.m (MATLAB): in the loop over the targets, gradients = -(1 / number_of_targets) * errors * inputs', without adding to what is there
# mistake: In the loop over the samples the gradient of the weights is assigned and not added up, so only the last sample is left.
# lines: 28
# crash: no
# first wrong: DW[3]
import numpy as np


def exercise1(W, B, A, Y, T):
    number_of_layers = len(W)
    number_of_targets = T.shape[0]
    gradients = [np.zeros_like(w) for w in W]
    bias_gradients = [np.zeros_like(b) for b in B]
    errors = [None] * number_of_layers

    for backwards_layer in range(number_of_layers):
        layer = number_of_layers - 1 - backwards_layer
        if backwards_layer == 0:
            errors[layer] = 2 * (Y - T)
        else:
            errors[layer] = np.zeros((number_of_targets, W[layer].shape[1]))
            for target in range(number_of_targets):
                back = W[layer + 1].dot(errors[layer + 1][target])
                errors[layer][target] = back * (A[layer + 1][target] > 0)
        for target in range(number_of_targets):
            product = np.outer(A[layer][target], errors[layer][target])
            gradients[layer] = (1 / number_of_targets) * product
        bias_gradients[layer] = errors[layer].sum(axis=0) / number_of_targets

    return gradients, bias_gradients
