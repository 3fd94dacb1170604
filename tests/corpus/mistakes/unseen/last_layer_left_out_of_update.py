# exercise: 1
# source: Effectuss/Multilayer-Perceptron-CPP-QT (C++, layers of neurons), commit 206ed74 'feat: working propagate backwards but very-very slow', src/model/perceptron/graph_perceptron.cc, PropagateBackwards: the loop that changes the weights ran for i < layers_.size() - 1 and became i < layers_.size()
# mistake: The loop over the layers ends one too early, the weights and the bias that lead to the output never get their share.
# lines: 59
# crash: no
# first wrong: DW[3]
from numpy import array


class Neuron:
    def __init__(self, weights, bias):
        self.weights, self.bias = list(weights), bias
        self.value = self.error = self.weights_delta = 0.0
        self.weights_change, self.bias_change = [0.0] * len(self.weights), 0.0


class Layer:
    def __init__(self, neurons, linear=False):
        self.neurons, self.linear = neurons, linear

    def set_data(self, data):
        for neuron, value in zip(self.neurons, data):
            neuron.value = value

    def calculate_values(self, previous):
        for neuron in self.neurons:
            z = neuron.bias
            for weight, source in zip(neuron.weights, previous.neurons):
                z += weight * source.value
            neuron.value = z if self.linear or z > 0.0 else 0.0

    def calculate_weights_delta(self):
        for neuron in self.neurons:
            slope = 1.0 if self.linear or neuron.value > 0.0 else 0.0
            neuron.weights_delta = neuron.error * slope

    def update_error_by_target(self, target, count):
        self.neurons[0].error = 2.0 * (self.neurons[0].value - target) / count
        self.calculate_weights_delta()

    def update_error_by_layer(self, following):
        for i, neuron in enumerate(self.neurons):
            neuron.error = 0.0
            for other in following.neurons:
                neuron.error += other.weights[i] * other.weights_delta
        self.calculate_weights_delta()

    def update_weights_by_layer(self, previous):
        for neuron in self.neurons:
            for j, source in enumerate(previous.neurons):
                neuron.weights_change[j] += source.value * neuron.weights_delta
            neuron.bias_change += neuron.weights_delta


def propagate_backwards(layers, target, count):
    layers[-1].update_error_by_target(target, count)
    for i in range(len(layers) - 2, 0, -1):
        layers[i].update_error_by_layer(layers[i + 1])
    for i in range(1, len(layers) - 1):
        layers[i].update_weights_by_layer(layers[i - 1])


def exercise1(W, B, A, Y, T):
    layers = [Layer([Neuron([], 0.0) for _ in range(4)])]
    for w, b in zip(W, B):
        layers.append(Layer([Neuron(w[:, j], b[j]) for j in range(len(b))], linear=len(b) == 1))
    for picture, target in zip(A[0], T):
        layers[0].set_data(picture)
        for i in range(1, len(layers)):
            layers[i].calculate_values(layers[i - 1])
        propagate_backwards(layers, target[0], len(T))
    DW = [array([n.weights_change for n in layer.neurons]).T for layer in layers[1:]]
    return DW, [array([n.bias_change for n in layer.neurons]) for layer in layers[1:]]
