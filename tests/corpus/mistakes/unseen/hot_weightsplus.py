# exercise: 1
# source: csharp.hotexamples.com, MatrixD.ByRows examples, a NeuralNet3LayerSigmoid in C#: hiddenDeltaParts = outputDeltas[j] * (HiddenToOutput[i, j] + outputWeightDeltas[i, j])
# mistake: On the way back the deltas are multiplied by the weights plus their gradient, where the weights alone are needed.
# lines: 24
# crash: no
# first wrong: DW[2]
import numpy as np


def exercise1(W, B, A, Y, T):
    samples, n_layers = len(Y), len(W)
    weight_deltas = [np.zeros(w.shape) for w in W]
    bias_deltas = [np.zeros(b.shape) for b in B]

    for s in range(samples):
        deltas = 2.0 / samples * (Y[s] - T[s])
        for layer in range(n_layers - 1, -1, -1):
            rows, columns = W[layer].shape
            change = np.empty((rows, columns))
            parts = np.empty((rows, columns))
            for i in range(rows):
                for j in range(columns):
                    change[i, j] = A[layer][s, i] * deltas[j]
                    parts[i, j] = deltas[j] * (W[layer][i, j] + change[i, j])
            weight_deltas[layer] += change
            bias_deltas[layer] += deltas
            deltas = parts.sum(axis=1)
            for i in range(rows):
                if not A[layer][s, i] > 0:
                    deltas[i] = 0
    return weight_deltas, bias_deltas
