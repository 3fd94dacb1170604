# exercise: 1
# source: mpajkowski/perceptron (C++, one neuron at a time), commit ed531e6 'Fixed backprop', src/func.cpp: relu::function returned 1 - (x < 0 ? .01 * x : x) and relu::derivative 1 - (x < 0 ? .01 : 1); the commit took both away
# mistake: The derivative of the ReLU is subtracted from 1: the error goes through the units that are off and is stopped at those that are on.
# lines: 10
# crash: no
# first wrong: DW[2]
import numpy

def derivative(x):
    return 1 - (0.0 if x <= 0 else 1.0)

class Neuron:
    def __init__(self, weights, bias):
        self.weights = list(weights)
        self.bias = bias
        self.inputs = []
        self.output = 0.0
        self.error = 0.0
        self.weightGradients = [0.0] * len(self.weights)
        self.biasGradient = 0.0

    def update(self):
        for i in range(len(self.inputs)):
            self.weightGradients[i] += self.error * self.inputs[i]
        self.biasGradient += self.error
        self.error = 0.0

class Net:
    def __init__(self, W, B):
        self.layers = [[Neuron(w[:, j], b[j]) for j in range(len(b))] for w, b in zip(W, B)]

    def forwardPropagation(self, inputs):
        for i, layer in enumerate(self.layers):
            for neuron in layer:
                neuron.inputs = inputs
                total = neuron.bias + sum(w * x for w, x in zip(neuron.weights, inputs))
                neuron.output = max(total, 0.0) if i < len(self.layers) - 1 else total
            inputs = [neuron.output for neuron in layer]

    def backPropagation(self, target, scale):
        for k, neuron in enumerate(self.layers[-1]):
            neuron.error = 2 * (neuron.output - target[k]) * scale
        for i in range(len(self.layers) - 2, -1, -1):
            for j, neuron in enumerate(self.layers[i]):
                for k in range(len(self.layers[i + 1])):
                    neuron.error += self.layers[i + 1][k].error * self.layers[i + 1][k].weights[j]
                neuron.error *= derivative(neuron.output)

def exercise1(W, B, A, Y, T):
    net = Net(W, B)
    for x, t in zip(A[0], T):
        net.forwardPropagation(list(x))
        net.backPropagation(t, 1.0 / len(T))
        for layer in net.layers:
            for neuron in layer:
                neuron.update()
    DW = [numpy.array([n.weightGradients for n in layer]).T for layer in net.layers]
    DB = [numpy.array([n.biasGradient for n in layer]) for layer in net.layers]
    return DW, DB
