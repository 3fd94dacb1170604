# exercise: 1
# source: bchaber/multilayer-perceptron (Julia), commit c54e807 "Fix calculating dE_dxhat for multiple output neurons", perceptron.jl: with one example as a row, the derivative to the hidden outputs was the weights times (element by element) the derivatives of the outputs, transposed afterwards; it became the sum of this over the outputs (dims=2), transposed. It had worked with a single output neuron
# mistake: The elementwise product of the weights and the derivatives of the next layer is not summed over the neurons of the next layer; with one output this does no harm, with more than one the shapes do not fit one layer further down.
# lines: 31
# crash: yes
# first wrong: -
import numpy as np


def feed_forward(x, W, B):
    xs, zs = [x], []
    for w, b in zip(W, B):
        z = np.sum(xs[-1] @ w, axis=0, keepdims=True) + b
        zs.append(z)
        xs.append(np.maximum(z, 0))
    return xs, zs


def back_propagate(xs, zs, y, W):
    yhat = zs[-1]
    dE_dz = -2 * (y - yhat)
    dE_dW, dE_dB = [], []
    for l in reversed(range(len(W))):
        dz_db = 1.0
        dz_dw = xs[l].reshape(-1, 1)
        dE_dW.insert(0, dz_dw @ dE_dz)
        dE_dB.insert(0, dz_db * dE_dz)
        if l > 0:
            dz_dx = W[l]
            dx_dz = np.where(zs[l - 1] > 0, 1.0, 0.0)
            dE_dx = dz_dx * dE_dz
            dE_dz = dx_dz * dE_dx.T
    return dE_dW, dE_dB


def exercise1(W, B, A, Y, T):
    inputs, targets = A[0], T
    DW = [np.zeros(w.shape) for w in W]
    DB = [np.zeros(b.shape) for b in B]
    for j in range(len(inputs)):
        x = inputs[j].reshape(1, -1)
        y = targets[j].reshape(1, -1)
        xs, zs = feed_forward(x, W, B)
        dE_dW, dE_dB = back_propagate(xs, zs, y, W)
        for l in range(len(W)):
            DW[l] += dE_dW[l] / len(inputs)
            DB[l] += dE_dB[l].ravel() / len(inputs)
    return DW, DB
