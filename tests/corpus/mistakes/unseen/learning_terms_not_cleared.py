# exercise: 1
# source: frankandrobot/mustached-octo-neuralnetwork (Java), commit fea78bd "[Backprop] bug fix", NNBackprop.java: the cumulative learning terms were reset once in the constructor (backprop.reset()), and go() summed the terms of all examples in every round of its loop; it became resetCumulativeLearningTerms() at the beginning of every round. Here a loop of two rounds with a learning rate of zero, so that the terms of the last round are those at the given weights
# mistake: The cumulative learning terms are cleared only when the object is made and not at the beginning of every round, so the terms of the last round contain those of the round before.
# lines: 61
# crash: no
# first wrong: DW[3]
import numpy as np


class NNBackpropHelper:
    def __init__(self, weights):
        self.weights = weights
        self.terms = [np.zeros(w.shape) for w in weights]

    def reset_cumulative_learning_terms(self):
        for term in self.terms:
            term.fill(0)
        return self

    def init(self, example):
        self.input, self.expected = example
        return self

    def forward_prop(self):
        self.y = [np.append(1.0, self.input)]
        self.induced_local_field = []
        for layer, w in enumerate(self.weights):
            field = w @ self.y[layer]
            self.induced_local_field.append(field)
            self.y.append(np.append(1.0, np.maximum(field, 0)))
        return self

    def backprop(self):
        self.gradients = [None] * len(self.weights)
        for layer in reversed(range(len(self.weights))):
            self.construct_gradients(layer)
        return self

    def construct_gradients(self, layer):
        field = self.induced_local_field[layer]
        if layer == len(self.weights) - 1:
            self.gradients[layer] = self.expected - field
        else:
            sums = self.weights[layer + 1][:, 1:].T @ self.gradients[layer + 1]
            self.gradients[layer] = np.where(field > 0, sums, 0.0)

    def update_cumulative_learning_terms(self):
        for layer, term in enumerate(self.terms):
            term += np.outer(self.gradients[layer], self.y[layer])
        return self


class NNBackprop:
    def __init__(self, weights, examples, eta, iterations):
        self.weights, self.examples = weights, examples
        self.eta, self.iterations = eta, iterations
        self.helper = NNBackpropHelper(weights)
        self.helper.reset_cumulative_learning_terms()

    def go(self):
        for _ in range(self.iterations):
            for example in self.examples:
                self.helper.init(example).forward_prop().backprop().update_cumulative_learning_terms()
            self.add_learning_terms()

    def add_learning_terms(self):
        for w, term in zip(self.weights, self.helper.terms):
            w += self.eta * term


def exercise1(W, B, A, Y, T):
    weights = [np.vstack([b, w]).T for w, b in zip(W, B)]
    net = NNBackprop(weights, list(zip(A[0], T)), eta=0.0, iterations=2)
    net.go()
    grads = [-2 * term.T / len(T) for term in net.helper.terms]
    return [g[1:] for g in grads], [g[0] for g in grads]
