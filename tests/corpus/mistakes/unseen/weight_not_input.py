# exercise: 1
# source: "Backpropagation demo gives always the same result after training" (a question of a one-neuron-per-layer network in Python): delta_w2 = gradient_y * der_sigmoid(yHat) * w2
# mistake: In the gradient of a weight stands the weight itself, where the activation that the weight multiplies belongs.
# lines: 26
# crash: no
# first wrong: DW[3]
import numpy as np


def der_relu(x):
    return 1.0 if x > 0 else 0.0


def exercise1(W, B, A, Y, T):
    delta_w = [np.zeros_like(w) for w in W]
    delta_b = [np.zeros_like(b) for b in B]
    samples = len(T)
    for n in range(samples):
        gradient = [2 * (Y[n, 0] - T[n, 0]) / samples]
        for layer in (3, 2, 1, 0):
            w = W[layer]
            a = A[layer][n]
            for j in range(w.shape[1]):
                delta_b[layer][j] += gradient[j]
                for i in range(w.shape[0]):
                    delta_w[layer][i, j] += gradient[j] * w[i, j]
            back = []
            for i in range(w.shape[0]):
                total = 0.0
                for j in range(w.shape[1]):
                    total += gradient[j] * w[i, j]
                back.append(total * der_relu(a[i]))
            gradient = back
    return delta_w, delta_b
