# exercise: 1
# source: github stevenmiller888/mind, issue 49 (changes for output>hidden always on results[0]?), index.js of commit 3ca3d82: results[0].result.transpose() in the part output > hidden
# mistake: The gradient of the last weights is made with the result of the first hidden layer, and not of the last one.
# lines: 42
# crash: no
# first wrong: DW[3]
import numpy as np


def multiply(a, b):
    return np.matmul(a, b)


def transform(matrix, function):
    return np.vectorize(function, otypes=[float])(matrix)


class Mind:
    def __init__(self, weights, biases):
        self.weights = weights
        self.biases = biases
        self.hidden_layers = len(weights) - 1
        self.activate = lambda z: max(z, 0.0)
        self.activate_prime = lambda z: 1.0 if z > 0 else 0.0

    def forward(self, examples):
        results = []
        values = examples['input']
        for i in range(self.hidden_layers):
            total = multiply(values, self.weights[i]) + self.biases[i]
            values = transform(total, self.activate)
            results.append({'sum': total, 'result': values})
        total = multiply(values, self.weights[-1]) + self.biases[-1]
        results.append({'sum': total, 'result': total})
        return results

    def back(self, examples, results):
        weights, hidden_layers = self.weights, self.hidden_layers
        changes, bias_changes = [], []

        delta = 2 * (results[-1]['result'] - examples['output']) / len(examples['output'])
        changes.insert(0, multiply(results[0]['result'].T, delta))
        bias_changes.insert(0, delta.sum(axis=0))

        for i in range(hidden_layers - 1, 0, -1):
            delta = multiply(delta, weights[i + 1].T) * transform(results[i]['sum'], self.activate_prime)
            changes.insert(0, multiply(results[i - 1]['result'].T, delta))
            bias_changes.insert(0, delta.sum(axis=0))

        delta = multiply(delta, weights[1].T) * transform(results[0]['sum'], self.activate_prime)
        changes.insert(0, multiply(examples['input'].T, delta))
        bias_changes.insert(0, delta.sum(axis=0))
        return changes, bias_changes


def exercise1(W, B, A, Y, T):
    mind = Mind(W, B)
    examples = {'input': A[0], 'output': T}
    return mind.back(examples, mind.forward(examples))
