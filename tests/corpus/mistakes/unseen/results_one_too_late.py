# exercise: 1
# source: csharp.hotexamples.com, examples of NeuralNet Matrix.HadamardProd, a BackwardPropagation() over hidLayer.wieghts, hidLayer.sums and hidLayer.results (C#): layerChanges = Matrix.Transpose(hidLayer.results[last - i]) * deltaLayer * learningRate, added to hidLayer.wieghts[last - 1 - i]
# mistake: The changes of the weights between two hidden layers take the results of the layer they lead to, instead of the layer they come from.
# lines: 33
# crash: no
# first wrong: DW[2]
import numpy as np


class HiddenLayer:
    def __init__(self, weights, results):
        self.weights = weights
        self.results = results


def relu_prime(x):
    return 1.0 if x > 0 else 0.0


def transform(f, m):
    return np.vectorize(f)(m)


def backward_propagation(input_layer, hid_layer, hidden_output_weights, error_output):
    last = len(hid_layer.results) - 1
    delta_layer = error_output
    changes = [np.transpose(hid_layer.results[last]) @ delta_layer]
    bias_changes = [delta_layer.sum(0)]
    previous_weight = hidden_output_weights

    for i in range(last):
        delta_layer = (delta_layer @ np.transpose(previous_weight)) * transform(relu_prime, hid_layer.results[last - i])
        changes.insert(0, np.transpose(hid_layer.results[last - i]) @ delta_layer)
        bias_changes.insert(0, delta_layer.sum(0))
        previous_weight = hid_layer.weights[last - 1 - i]

    delta_layer = (delta_layer @ np.transpose(previous_weight)) * transform(relu_prime, hid_layer.results[0])
    changes.insert(0, np.transpose(input_layer) @ delta_layer)
    bias_changes.insert(0, delta_layer.sum(0))
    return changes, bias_changes


def exercise1(W, B, A, Y, T):
    hid_layer = HiddenLayer(W[1:-1], A[1:])
    error_output = (Y - T) * 2 / len(T)
    return backward_propagation(A[0], hid_layer, W[-1], error_output)
