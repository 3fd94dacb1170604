# exercise: 1
# source: Cross Validated 464262 "Backpropagation demo gives always the same result after training": delta_w2 = gradient_y * der_sigmoid(yHat) * w2 * LEARNING_RATE
# mistake: The gradient of every weight is the gradient of the unit times the weight itself, not times the input of the weight.
# lines: 25, 26, 27, 28
# crash: no
# first wrong: DW[3]
import numpy as np


def der_cost(x):
    return 2 * x


def der_relu(x):
    return (x > 0) * 1.0


def backprop(q, h1, h2, h3, y_hat, a, w1, w2, w3, w4):
    E = y_hat - a
    gradient_y = der_cost(E)
    gradient_h3 = w4.dot(gradient_y) * der_relu(h3)
    gradient_h2 = w3.dot(gradient_h3) * der_relu(h2)
    gradient_h1 = w2.dot(gradient_h2) * der_relu(h1)

    delta_w4 = w4 * gradient_y
    delta_w3 = w3 * gradient_h3
    delta_w2 = w2 * gradient_h2
    delta_w1 = w1 * gradient_h1
    weights = [delta_w1, delta_w2, delta_w3, delta_w4]
    biases = [gradient_h1, gradient_h2, gradient_h3, gradient_y]
    return weights, biases


def exercise1(W, B, A, Y, T):
    w1, w2, w3, w4 = W
    DW = [0 * w for w in W]
    DB = [0 * b for b in B]
    for q, h1, h2, h3, y_hat, a in zip(*A, Y, T):
        deltas, biases = backprop(q, h1, h2, h3, y_hat, a, w1, w2, w3, w4)
        for k in range(4):
            DW[k] += deltas[k] / len(T)
            DB[k] += biases[k] / len(T)
    return DW, DB
