# exercise: 1
# source: alfux/multilayer-perceptron (Python), commit 99eeacf 'Fixing regression learning', scripts/MLP.py, _backpropagate: dk = np.atleast_1d(dk) was put in after the dk of the last layer
# mistake: With a single output neuron, the derivative of the last layer times the gradient of the cost gives a plain number, and the matrix product with it, in the layer before, is refused.
# lines: 48, 49
# crash: yes
# first wrong: -
import numpy as np


class Neuron:
    def __init__(self, f, df):
        self.eval = f
        self.diff = df


class Layer:
    def __init__(self, neurons, weights):
        self.neurons = neurons
        self.W = weights

    def eval(self, x):
        x = self.W @ np.append(x, 1.0)
        if isinstance(self.neurons, list):
            return np.array([n.eval(v) for n, v in zip(self.neurons, x)])
        return self.neurons.eval(x)

    def wdiff(self, x):
        x = self.W @ np.append(x, 1.0)
        if isinstance(self.neurons, list):
            return np.diag([n.diff(v) for n, v in zip(self.neurons, x)])
        return self.neurons.diff(x)


class MLP:
    def __init__(self, layers, cost):
        self.layers = layers
        self.cost = cost
        self.gradients = [np.zeros(layer.W.shape) for layer in layers]

    def update(self, truth, data):
        for y, x in zip(truth, data):
            chain = [x]
            for layer in self.layers:
                chain.append(layer.eval(chain[-1]))
            self._backpropagate(y, chain)

    def _backpropagate(self, y, chain):
        dk = self.layers[-1].wdiff(chain[-2]) @ self.cost.diff(y, chain[-1])
        self._update_layer(-1, dk, chain[-2])
        for i in range(len(self.layers) - 2, -1, -1):
            dk = self.layers[i].wdiff(chain[i]) @ (self.layers[i + 1].W[:, :-1].T @ dk)
            self._update_layer(i, dk, chain[i])

    def _update_layer(self, i, dk, x):
        self.gradients[i] += np.outer(dk, np.append(x, 1.0))


def exercise1(W, B, A, Y, T):
    relu = Neuron(lambda x: max(x, 0.0), lambda x: float(x > 0))
    identity = Neuron(lambda x: x, lambda x: np.ones(x.shape))
    mse = Neuron(lambda y, x: (x - y) ** 2, lambda y, x: 2 * (x - y) / len(T))
    matrices = [np.vstack([w, b]).T for w, b in zip(W, B)]
    layers = [Layer([relu] * len(m), m) for m in matrices[:-1]]
    mlp = MLP(layers + [Layer(identity, matrices[-1])], mse)
    mlp.update(T, A[0])
    return [g[:, :-1].T for g in mlp.gradients], [g[:, -1] for g in mlp.gradients]
