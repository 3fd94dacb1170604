# exercise: 1
# source: vicariousgreg/NeuralNetworkTrainer (Java, neurons that observe one another), commit 416b38c 'found the bug', src/model/network/Neuron.java, backPropagate: the input neurons got inputs.get(key) * weights.get(key), they now get error * weights.get(key)
# mistake: A neuron passes back the product of its input and its weight; its own error does not take part.
# lines: 45
# crash: no
# first wrong: DW[2]
from numpy import array


class Neuron:
    def __init__(self, activation, derivative, bias=0.0):
        self.activation, self.derivative, self.bias = activation, derivative, bias
        self.observers, self.weights, self.inputs = [], {}, {}
        self.weight_sums, self.bias_sum = {}, 0.0
        self.received = self.error_counter = 0
        self.error_sigma = self.output = 0.0

    def add_input_neuron(self, neuron, weight):
        self.weights[neuron] = float(weight)
        self.weight_sums[neuron] = 0.0
        neuron.observers.append(self)

    def fire(self, out):
        self.output = out
        for observer in self.observers:
            observer.update(self, out)

    def update(self, neuron, signal):
        self.inputs[neuron] = signal
        self.received += 1
        if self.received == len(self.weights):
            self.received = 0
            total = sum(self.inputs[key] * self.weights[key] for key in self.weights)
            self.fire(self.activation(total + self.bias))

    def back_propagate(self, bp_error):
        if not self.weights:
            return
        self.error_counter += 1
        self.error_sigma += bp_error
        if not self.observers or self.error_counter == len(self.observers):
            self.error_counter = 0
            error = self.error_sigma * self.derivative(self.output)
            for key in self.inputs:
                key.back_propagate(self.inputs[key] * self.weights[key])
            for key in self.inputs:
                self.weight_sums[key] += error * self.inputs[key]
            self.bias_sum += error
            self.error_sigma = 0.0


RELU = (lambda z: max(z, 0.0), lambda out: 1.0 if out > 0.0 else 0.0)
LINEAR = (lambda z: z, lambda out: 1.0)


def exercise1(W, B, A, Y, T):
    layers = [[Neuron(*LINEAR) for _ in W[0]]]
    for i in range(4):
        layer = [Neuron(*(RELU if i < 3 else LINEAR), bias=float(b)) for b in B[i]]
        for j, neuron in enumerate(layer):
            for k, below in enumerate(layers[-1]):
                neuron.add_input_neuron(below, W[i][k, j])
        layers.append(layer)
    (output,) = layers[-1]
    for sample, expected in zip(A[0], T[:, 0]):
        for neuron, signal in zip(layers[0], sample):
            neuron.fire(float(signal))
        output.back_propagate(2.0 * (output.output - expected) / len(T))
    DW = [array([[n.weight_sums[m] for n in high] for m in low]) for low, high in zip(layers, layers[1:])]
    return DW, [array([n.bias_sum for n in layer]) for layer in layers[1:]]
