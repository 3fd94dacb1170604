# exercise: 1
# source: blog.primen.dk, 'Numerical Gradient Checking' (a network framework in Java): 'The neglected term ... was my personal pitfall': the activation prime was not in the partial derivative, and the network kept learning
# mistake: The derivative of the activation function is left out for the hidden layers, also the units that are off pass the error on.
# lines: 29
# crash: no
# first wrong: DW[2]
import numpy as np

def relu_prime(out):
    return 1.0 if out > 0 else 0.0

class Node:
    def __init__(self, weights, bias, out):
        self.weights, self.bias, self.out = weights, bias, out
        self.error = 0.0

class NeuralNetwork:
    def __init__(self, layers, inputs):
        self.layers, self.inputs = layers, inputs

    def calculate_errors(self, target):
        for node, t in zip(self.layers[-1], target):
            node.error = 2 * (node.out - t)
        for l in range(len(self.layers) - 2, -1, -1):
            for n, node in enumerate(self.layers[l]):
                error_sum = 0.0
                for next_node in self.layers[l + 1]:
                    error_sum += next_node.weights[n] * next_node.error
                node.error = error_sum

    def add_gradients(self, weight_gradients, bias_gradients, samples):
        outs = self.inputs
        for l, layer in enumerate(self.layers):
            for n, node in enumerate(layer):
                for i, out in enumerate(outs):
                    weight_gradients[l][i, n] += node.error * out / samples
                bias_gradients[l][n] += node.error / samples
            outs = [node.out for node in layer]

def exercise1(W, B, A, Y, T):
    weight_gradients = [np.zeros(w.shape) for w in W]
    bias_gradients = [np.zeros(b.shape) for b in B]
    outputs = A[1:] + [Y]
    for s in range(len(T)):
        layers = [[Node(W[l][:, n], B[l][n], outputs[l][s, n]) for n in range(len(B[l]))]
                  for l in range(len(W))]
        network = NeuralNetwork(layers, A[0][s])
        network.calculate_errors(T[s])
        network.add_gradients(weight_gradients, bias_gradients, len(T))
    return weight_gradients, bias_gradients
