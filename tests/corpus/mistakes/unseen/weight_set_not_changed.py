# exercise: 1
# source: Stack Overflow 9169280 'Implementing a perceptron with backpropagation algorithm' (pseudo-code; seen also as techfeed.net/563456): h.weight connecting h to output = learningRate * outputDelta * h.value, in a loop over the patterns, and likewise for the inputs; only the question was read, no answer; its weights are changed step by step, here the changes are summed
# mistake: What one pattern contributes to a weight is set with = and replaces what the patterns before it gave; it must be added.
# lines: 48
# crash: no
# first wrong: DW[3]
import numpy


class Unit:
    def __init__(self):
        self.value = self.delta = self.bias_change = 0.0
        self.weight_to, self.change_to = {}, {}


def connect(W):
    layers = [[Unit() for _ in range(w.shape[0])] for w in W] + [[Unit()]]
    for w, lower, upper in zip(W, layers, layers[1:]):
        for i, h in enumerate(lower):
            for j, o in enumerate(upper):
                h.weight_to[o] = w[i, j]
                h.change_to[o] = 0.0
    return layers


def feed_forward(layers, B, pattern):
    for unit, x in zip(layers[0], pattern):
        unit.value = x
    for n, (lower, upper) in enumerate(zip(layers, layers[1:])):
        for o, bias in zip(upper, B[n]):
            v = sum(h.weight_to[o] * h.value for h in lower) + bias
            o.value = v if upper is layers[-1] or v > 0 else 0.0


def exercise1(W, B, A, Y, T):
    layers = connect(W)
    for pattern, desired in zip(A[0], T):
        feed_forward(layers, B, pattern)
        output = layers[-1][0]
        output.delta = 2 * (output.value - desired[0]) / len(T)
        for layer in layers[-2:0:-1]:
            for h in layer:
                error = sum(o.delta * w for o, w in h.weight_to.items())
                h.delta = error * (h.value > 0)
        for layer in layers[:-1]:
            for h in layer:
                for o in h.weight_to:
                    h.change_to[o] = o.delta * h.value
        for layer in layers[1:]:
            for o in layer:
                o.bias_change += o.delta
    DW = [numpy.array([list(h.change_to.values()) for h in layer]) for layer in layers[:-1]]
    DB = [numpy.array([o.bias_change for o in layer]) for layer in layers[1:]]
    return DW, DB
