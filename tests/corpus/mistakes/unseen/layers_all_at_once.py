# exercise: 1
# source: 0rav1a/xor-neural-network (Python), commit 7089bbc 'Ya funciona!', NPNetwork.py, calcOutputs: self.outputs[1:] = [sigmoid(...) for layer, weights, biases in zip(self.layers[:-1], ...)] became a loop in which every layer reads the one before it
# mistake: All layers are computed in one list from the old layers, so every layer sees what the layer before it held for the previous sample.
# lines: 18, 19
# crash: no
# first wrong: DW[3]
import numpy as np


class NPNetwork:
    def __init__(self, weights, biases):
        self.weights = weights
        self.biases = [b.reshape(1, -1) for b in biases]
        self.functions = [relu] * (len(weights) - 1) + [identity]
        self.layers = [np.zeros((1, len(weights[0])))] + [np.zeros(b.shape) for b in self.biases]

    def calcOutputs(self):
        self.layers[1:] = [function(np.dot(layer, weights) + biases)
            for function, layer, weights, biases in zip(self.functions, self.layers[:-1], self.weights, self.biases)]

    def backprop(self, tests):
        weightsErrors = [np.zeros(layer.shape) for layer in self.weights]
        biasesErrors = [np.zeros(layer.shape) for layer in self.biases]
        biasesErrorsTest = [np.zeros(layer.shape) for layer in self.biases]

        for inputs, targets in tests:
            self.setInputs(inputs)
            self.calcOutputs()

            biasesErrorsTest[-1] = 2 * (self.layers[-1] - targets) / len(tests)
            biasesErrors[-1] += biasesErrorsTest[-1]
            for l in range(len(self.biases))[-2::-1]:
                biasesErrorsTest[l] = np.dot(biasesErrorsTest[l+1], self.weights[l+1].transpose()) * (self.layers[l+1] > 0)
                biasesErrors[l] += biasesErrorsTest[l]

            for l in range(len(self.weights))[::-1]:
                weightsErrors[l] += np.dot(self.layers[l].transpose(), biasesErrorsTest[l])

        return weightsErrors, biasesErrors

    def setInputs(self, inputs): self.layers[0] = np.array([inputs])


def relu(x): return np.maximum(x, 0)


def identity(x): return x


def exercise1(W, B, A, Y, T):
    network = NPNetwork(W, B)
    DW, DB = network.backprop(list(zip(A[0], T)))
    return DW, [db[0] for db in DB]
