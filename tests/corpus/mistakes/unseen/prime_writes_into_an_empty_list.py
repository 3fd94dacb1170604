# exercise: 1
# source: dfinnis/Multilayer_Perceptron (Go), commit 8cea35f "fix/sigmoid prime works for hidden layers", src/activation.go: sigmoid_prime wrote into outputs[i][j] of its named result, which is an empty slice (index out of range); it became outputs := make([][]float64, len(inputs)) with a row of its own for each input. Here the prime of relu
# mistake: The function for the derivative of the activation writes into outputs[i][j], but outputs is an empty list: neither the rows nor their places are made.
# lines: 15, 16
# crash: yes
# first wrong: -
class Neuron:
    def __init__(self, weights, bias):
        self.weights, self.bias = list(weights), bias
        self.z, self.outputs = [], []
        self.d_weights, self.d_bias = None, None


def relu_prime(inputs):
    outputs = []
    for i, input in enumerate(inputs):
        for j, z in enumerate(input):
            outputs[i][j] = 1.0 if z > 0 else 0.0
    return outputs


def linear_prime(inputs):
    return [[1.0 for z in input] for input in inputs]


def transpose(m):
    return [list(row) for row in zip(*m)]


def multiply(a, b):
    columns = transpose(b)
    return [[sum(p * q for p, q in zip(row, column)) for column in columns] for row in a]


def feedforward(layers, inputs):
    for layer in range(1, len(layers)):
        for neuron in layers[layer]:
            for sample in range(len(inputs)):
                previous = [n.outputs[sample] for n in layers[layer - 1]]
                z = sum(w * p for w, p in zip(neuron.weights, previous)) + neuron.bias
                neuron.z.append(z)
                neuron.outputs.append(max(0.0, z) if layer < len(layers) - 1 else z)


def backpropLayer(layers, layer, d_A):
    z = transpose([neuron.z for neuron in layers[layer]])
    prime = relu_prime(z) if layer < len(layers) - 1 else linear_prime(z)
    d_z = [[d * p for d, p in zip(row, p_row)] for row, p_row in zip(d_A, prime)]
    layerOutputs = transpose([n.outputs for n in layers[layer - 1]])
    d_weights = multiply(transpose(d_z), layerOutputs)
    for i, neuron in enumerate(layers[layer]):
        neuron.d_weights = d_weights[i]
        neuron.d_bias = sum(sample[i] for sample in d_z)
    return multiply(d_z, [neuron.weights for neuron in layers[layer]])


def exercise1(W, B, A, Y, T):
    import numpy as np
    layers = [[Neuron([], 0.0) for _ in range(A[0].shape[1])]]
    for column, neuron in zip(A[0].T, layers[0]):
        neuron.outputs = list(column)
    for w, b in zip(W, B):
        layers.append([Neuron(column, bias) for column, bias in zip(w.T, b)])
    feedforward(layers, A[0])
    d_A = [[2 * (y - t[0]) / len(T)] for y, t in zip(layers[-1][0].outputs, T)]
    for layer in range(len(layers) - 1, 0, -1):
        d_A = backpropLayer(layers, layer, d_A)
    DW = [np.array([n.d_weights for n in layer]).T for layer in layers[1:]]
    return DW, [np.array([n.d_bias for n in layer]) for layer in layers[1:]]
