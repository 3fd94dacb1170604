# exercise: 1
# source: a Stack Exchange question "Backpropagation Demo Gives Always the Same Result After Training": delta_w2 = gradient_y * der_sigmoid(yHat) * w2, and gradient_h = gradient_y * w2
# mistake: The weight gradient multiplies by the weight in place of the input, and the signal is passed back without the slope.
# lines: 23, 25
# crash: no
# first wrong: DW[3]
import numpy


def der_cost(x):
    return 2 * x


def der_relu(x):
    return 1.0 * (x > 0)


def backprop(inputs, outputs, error, weights):
    gradient = der_cost(error) / len(error)
    delta_w, delta_b = [], []
    for i in range(len(weights) - 1, -1, -1):
        slope = der_relu(outputs[i]) if i < len(weights) - 1 else 1
        delta_w.append(weights[i] * (gradient * slope).sum(axis=0))
        delta_b.append((gradient * slope).sum(axis=0))
        gradient = gradient @ weights[i].T
    return delta_w[::-1], delta_b[::-1]


def exercise1(W, B, A, Y, T):
    outputs = [*A[1:], Y]
    return backprop(A, outputs, numpy.subtract(Y, T), W)
