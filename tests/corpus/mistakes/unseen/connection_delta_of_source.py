# exercise: 1
# source: CTNOriginals/go-neural-network (Go), commit f837483 'fix: finally it works, ITS ALIVE!': "the delta calculation was taking the source value when it was supposed to take the destinations (next neuron forward) delta value instead"
# mistake: Connection.delta returns the value of the source neuron times the weight; it must be the delta of the destination neuron times the weight.
# lines: 19
# crash: no
# first wrong: DW[2]
import numpy


class Connection:
    def __init__(self, source, destination, weight):
        self.source, self.destination = source, destination
        self.weight, self.gradient = weight, 0.0

    def value(self):
        return self.source.value * self.weight

    def delta(self):
        return self.source.value * self.weight


class Neuron:
    def __init__(self, bias=0.0, relu=True):
        self.inputs, self.outputs = [], []
        self.bias, self.gradient, self.relu = bias, 0.0, relu

    def forward(self):
        self.raw = sum(conn.value() for conn in self.inputs) + self.bias
        self.value = max(self.raw, 0.0) if self.relu else self.raw

    def backward(self):
        if self.outputs:
            total = sum(conn.delta() for conn in self.outputs)
            self.delta = total if self.raw > 0 else 0.0
        for conn in self.inputs:
            conn.gradient += self.delta * conn.source.value
        self.gradient += self.delta


def exercise1(W, B, A, Y, T):
    layers = [[Neuron() for _ in W[0]]]
    for w, b in zip(W, B):
        layers.append([Neuron(bias, b is not B[-1]) for bias in b])
        for j, dest in enumerate(layers[-1]):
            dest.inputs = [Connection(src, dest, w[i, j]) for i, src in enumerate(layers[-2])]
            for conn in dest.inputs:
                conn.source.outputs.append(conn)
    for x, t in zip(A[0], T):
        for neuron, value in zip(layers[0], x):
            neuron.value = value
        for neuron in sum(layers[1:], []):
            neuron.forward()
        layers[-1][0].delta = 2 * (layers[-1][0].value - t[0]) / len(T)
        for neuron in sum(layers[:0:-1], []):
            neuron.backward()
    DW = [numpy.array([[c.gradient for c in n.inputs] for n in layer]).T for layer in layers[1:]]
    DB = [numpy.array([n.gradient for n in layer]) for layer in layers[1:]]
    return DW, DB
