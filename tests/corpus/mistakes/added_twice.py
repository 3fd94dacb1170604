# exercise: 1
# source: itskonrad/miniMNIST-c, issue 7 "why is the input_grad add twice in backward" (C)
# mistake: What goes to the layer below is added up twice: once before the update of the weights and again after it, with the changed weights.
# lines: 25, 26
# crash: no
# first wrong: DW[2]
import numpy as np

LR = 0.0625


def backward(layer, inputs, output_grad, input_grad, grads):
    w, gw, gb = layer[0], grads[0], grads[1]
    rows, cols = w.shape
    if input_grad is not None:
        for j in range(rows):
            input_grad[j] = 0.0
            for i in range(cols):
                input_grad[j] += output_grad[i] * w[j, i]
    for j in range(rows):
        for i in range(cols):
            grad = output_grad[i] * inputs[j]
            gw[j, i] += grad
            w[j, i] -= LR * grad
            if input_grad is not None:
                input_grad[j] += output_grad[i] * w[j, i]
    for i in range(cols):
        gb[i] += output_grad[i]


def exercise1(W, B, A, Y, T):
    grads = [(np.zeros(w.shape), np.zeros(b.shape)) for w, b in zip(W, B)]
    for n in range(len(Y)):
        net = [[w.copy()] for w in W]
        g = [2 * (y - t) / len(Y) for y, t in zip(Y[n], T[n])]
        for k in range(len(W) - 1, -1, -1):
            below = [0.0] * W[k].shape[0] if k else None
            backward(net[k], A[k][n], g, below, grads[k])
            if k:
                g = [v if a > 0 else 0.0 for v, a in zip(below, A[k][n])]
    return [g[0] for g in grads], [g[1] for g in grads]
