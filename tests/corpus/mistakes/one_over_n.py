# exercise: 1
# source: Open-Deep-ML/DML-OpenProblem, issue 54 "Single Neuron with Backpropagation": "There is 2 / n multiplier for gradients in the Learn section, but 1/n in the solution"
# mistake: The derivative of the mean squared error is divided by n, but not multiplied by 2.
# lines: 14
# crash: no
# first wrong: DW[3]
import numpy as np


def exercise1(W, B, A, Y, T):
    n = len(T)
    values = [a.tolist() for a in A]
    weights = [w.tolist() for w in W]
    signal = [[(1 / n) * (p - t) for p, t in zip(ps, ts)] for ps, ts in zip(Y.tolist(), T.tolist())]
    weight_gradients, bias_gradients = [], []
    for layer in (3, 2, 1, 0):
        inputs = values[layer]
        weight_gradients.insert(
            0,
            np.array(
                [
                    [sum(x[i] * s[j] for x, s in zip(inputs, signal)) for j in range(len(signal[0]))]
                    for i in range(len(inputs[0]))
                ]
            ),
        )
        bias_gradients.insert(0, np.array([sum(column) for column in zip(*signal)]))
        if layer:
            signal = [
                [sum(w * d for w, d in zip(row, s)) if x[i] > 0 else 0.0 for i, row in enumerate(weights[layer])]
                for x, s in zip(inputs, signal)
            ]
    return weight_gradients, bias_gradients
