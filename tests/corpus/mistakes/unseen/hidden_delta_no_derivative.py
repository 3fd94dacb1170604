# exercise: 1
# source: kblake/neural_network_elixir (Elixir), commit 8158bfb 'Neuron track delta not error', lib/neural_network/neuron.ex: in calculate_outgoing_delta, sum + input_derivative(neuron.input) * weight * delta became sum + weight * delta
# mistake: The delta of a hidden neuron is only the sum of the deltas behind its connections times the weights; the derivative of its own activation at its input was taken out.
# lines: 28
# crash: no
# first wrong: DW[2]
class Connection:
    def __init__(self, source, target, weight):
        self.source, self.target, self.weight = source, target, weight
        self.change = 0.0
        source.outgoing.append(self)
        target.incoming.append(self)


class Neuron:
    def __init__(self, bias=False):
        self.bias = bias
        self.input = self.output = self.delta = 0.0
        self.incoming, self.outgoing = [], []

    def activate(self, linear):
        self.input = 1.0 if self.bias else sum(c.weight * c.source.output for c in self.incoming)
        self.output = self.input if linear else max(0.0, self.input)

    def calculate_outgoing_delta(self):
        total = 0.0
        for connection in self.outgoing:
            total += connection.weight * connection.target.delta
        self.delta = total

    def train(self, error=None):
        if not self.bias and self.incoming:
            if not self.outgoing:
                self.delta = error
            else:
                self.calculate_outgoing_delta()
        for connection in self.outgoing:
            connection.change += self.output * connection.target.delta


def exercise1(W, B, A, Y, T):
    layers = [[Neuron() for _ in range(len(w))] + [Neuron(True)] for w in W]
    layers.append([Neuron()])
    for l, (w, b) in enumerate(zip(W, B)):
        for j, target in enumerate(n for n in layers[l + 1] if not n.bias):
            for i, source in enumerate(layers[l]):
                Connection(source, target, b[j] if source.bias else w[i, j])
    for x, t in zip(A[0], T):
        for neuron, value in zip(layers[0], list(x) + [1.0]):
            neuron.output = value
        for layer in layers[1:]:
            for neuron in layer:
                neuron.activate(layer is layers[-1])
        layers[-1][0].train(2 * (layers[-1][0].output - t[0]) / len(T))
        for layer in reversed(layers[:-1]):
            for neuron in layer:
                neuron.train()
    DW, DB = [w * 0 for w in W], [b * 0 for b in B]
    for l, layer in enumerate(layers[:-1]):
        for i, neuron in enumerate(layer):
            (DB[l] if neuron.bias else DW[l][i])[:] = [c.change for c in neuron.outgoing]
    return DW, DB
