# exercise: 1
# source: Shavvey/ocr-perceptron (Java, neurons and connections), commit a0bec91 'a updating learning to refine `Connection` weight', NeuralNetwork.java, train: feedback(df.getTrueValues(), df.flatten()) handed the picture over as the prediction; feedback(df) now takes p from outputLayer.getActivations()
# mistake: The error at the output is made of the input of the network and the true value, since the input is handed over where the prediction is meant.
# lines: 66, 67
# crash: no
# first wrong: DW[3]
from numpy import array


class Connection:
    def __init__(self, source, output, weight):
        self.source, self.output, self.weight = source, output, weight
        self.delta_sum = 0.0


class Neuron:
    def __init__(self, bias=0.0, relu=False):
        self.bias, self.relu = bias, relu
        self.incoming, self.outgoing = [], []
        self.z = self.activation = self.delta = self.delta_sum = 0.0

    def feedforward(self):
        self.z = self.bias + sum(c.source.activation * c.weight for c in self.incoming)
        self.activation = max(self.z, 0.0) if self.relu else self.z

    def accrue(self, delta):
        self.delta = delta
        self.delta_sum += delta
        for c in self.incoming:
            c.delta_sum += delta * c.source.activation

    def feedback(self):
        total = sum(c.output.delta * c.weight for c in self.outgoing)
        self.accrue(total if self.z > 0.0 else 0.0)


class NeuralNetwork:
    def __init__(self, W, B):
        self.layers = [[Neuron() for _ in range(W[0].shape[0])]]
        for depth, (w, b) in enumerate(zip(W, B)):
            layer = [Neuron(bias, depth < len(W) - 1) for bias in b]
            for i, low in enumerate(self.layers[-1]):
                for j, high in enumerate(layer):
                    c = Connection(low, high, w[i, j])
                    low.outgoing.append(c)
                    high.incoming.append(c)
            self.layers.append(layer)

    def prediction_vector(self, data):
        for neuron, value in zip(self.layers[0], data):
            neuron.activation = value
        for layer in self.layers[1:]:
            for neuron in layer:
                neuron.feedforward()
        return [neuron.activation for neuron in self.layers[-1]]

    def feedback(self, t, p, samples):
        for idx, neuron in enumerate(self.layers[-1]):
            neuron.accrue(2.0 * (p[idx] - t[idx]) / samples)
        for layer in reversed(self.layers[1:-1]):
            for neuron in layer:
                neuron.feedback()

    def train(self, frames, truths):
        for data, t in zip(frames, truths):
            self.prediction_vector(data)
            self.feedback(t, data, len(frames))


def exercise1(W, B, A, Y, T):
    nn = NeuralNetwork(W, B)
    nn.train(A[0], T)
    DW = [array([[c.delta_sum for c in n.outgoing] for n in layer]) for layer in nn.layers[:-1]]
    return DW, [array([n.delta_sum for n in layer]) for layer in nn.layers[1:]]
