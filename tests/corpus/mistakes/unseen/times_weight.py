# exercise: 1
# source: stats.stackexchange.com question 464262 'Backpropagation demo gives always the same result after training': delta_w2 = gradient_y * der_sigmoid(yHat) * w2, and likewise delta_w1 with w1 (one unit at a time, plain Python)
# mistake: The gradient of a weight is the unit's gradient times the weight itself, where it should be times the input that the weight multiplies.
# lines: 28
# crash: no
# first wrong: DW[3]
import numpy as np


def der_relu(x):
    return 1.0 if x > 0 else 0.0


def der_cost(x):
    return 2 * x


def backprop(guess, answer, h, w):
    gradient = [der_cost(g - a) for g, a in zip(guess, answer)]
    delta_w, delta_b = [], []
    for layer in reversed(range(len(w))):
        dw = []
        gradient_h = []
        for i in range(len(h[layer])):
            row = []
            back = 0.0
            for j in range(len(gradient)):
                row.append(gradient[j] * w[layer][i][j])
                back += gradient[j] * w[layer][i][j]
            dw.append(row)
            gradient_h.append(back * der_relu(h[layer][i]))
        delta_w.insert(0, dw)
        delta_b.insert(0, gradient)
        gradient = gradient_h
    return delta_w, delta_b


def exercise1(W, B, A, Y, T):
    n = len(T)
    DW = [np.zeros(w.shape) for w in W]
    DB = [np.zeros(b.shape) for b in B]
    for q in range(n):
        delta_w, delta_b = backprop(Y[q], T[q], [a[q] for a in A], W)
        for layer in range(len(W)):
            DW[layer] += np.array(delta_w[layer]) / n
            DB[layer] += np.array(delta_b[layer]) / n
    return DW, DB
