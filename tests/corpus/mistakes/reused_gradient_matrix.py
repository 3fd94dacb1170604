# exercise: 1
# source: zroe1/neural-network-from-scratch (C), commit 18a6422 "zeros out intermediate gradients on each back pass"
# mistake: The matrices for the gradients of the hidden outputs are allocated once and added to, without being set to zero for the next sample.
# lines: 13
# crash: no
# first wrong: DW[2]
import numpy as np


def calc_layer_input_gradients(weights, output_grads, rv):
    for i in range(weights.shape[0]):
        for j in range(weights.shape[1]):
            rv[i] += weights[i, j] * output_grads[j]
    return rv


def calc_relu_gradients(inputs, grads):
    out = np.empty(len(grads))
    for i in range(len(grads)):
        out[i] = grads[i] if inputs[i] > 0 else 0.0
    return out


def backward_pass(W, layer_inputs, output_grads, weight_grads, bias_grads, buffers):
    for l in range(len(W) - 1, -1, -1):
        for i in range(W[l].shape[0]):
            for j in range(W[l].shape[1]):
                weight_grads[l][i, j] += layer_inputs[l][i] * output_grads[j]
        for j in range(W[l].shape[1]):
            bias_grads[l][j] += output_grads[j]
        if l > 0:
            grads = calc_layer_input_gradients(W[l], output_grads, buffers[l])
            output_grads = calc_relu_gradients(layer_inputs[l], grads)


def exercise1(W, B, A, Y, T):
    weight_grads = [np.zeros(w.shape) for w in W]
    bias_grads = [np.zeros(b.shape) for b in B]
    buffers = [np.zeros(w.shape[0]) for w in W]
    n = T.shape[0]
    for s in range(n):
        grad = 2.0 * (Y[s] - T[s]) / n
        backward_pass(W, [a[s] for a in A], grad, weight_grads, bias_grads, buffers)
    return weight_grads, bias_grads
