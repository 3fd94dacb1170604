# exercise: 1
# source: lirfu/LirfuNeuralNetwork-java (Java), commit dd44535 'Fix batch learning (accumulate deltas across the entire network instead of accumulating only the output deltas)', networks/Network.java, backpropagate
# mistake: only the differences at the output are summed over the samples of the batch; their mean is sent back once, through the outputs that the layers have kept of the last sample
# lines: 45, 47, 48, 49, 50
# crash: no
# first wrong: DW[3]
import numpy as np


class FullyConnectedLayer:
    def __init__(self, weights, biases, hidden):
        self.weights = weights
        self.biases = biases
        self.hidden = hidden
        self.weight_deltas = np.zeros_like(weights)
        self.bias_deltas = np.zeros_like(biases)

    def forward_pass(self, left_output):
        self.net = left_output @ self.weights + self.biases
        self.output = np.maximum(self.net, 0) if self.hidden else self.net
        return self.output

    def backward_pass(self, out_diff, left_output):
        derivative = (self.net > 0) if self.hidden else np.ones_like(self.net)
        differences = out_diff * derivative
        self.weight_deltas += np.outer(left_output, differences)
        self.bias_deltas += differences
        return self.weights @ differences


class Network:
    def __init__(self, W, B):
        last = len(W) - 1
        self.layers = [FullyConnectedLayer(w, b, i < last)
                       for i, (w, b) in enumerate(zip(W, B))]

    def get_output(self, sample):
        self.input = sample
        for layer in self.layers:
            sample = layer.forward_pass(sample)
        return sample

    def backpropagate(self, inputs, targets):
        n = len(inputs)
        out_diff = np.zeros(targets.shape[1])
        for sample, target in zip(inputs, targets):
            out_diff += 2 * (self.get_output(sample) - target) / n
        for i in reversed(range(len(self.layers))):
            left = self.layers[i - 1].output if i > 0 else self.input
            out_diff = self.layers[i].backward_pass(out_diff, left)


def exercise1(W, B, A, Y, T):
    network = Network(W, B)
    network.backpropagate(A[0], T)
    return ([l.weight_deltas for l in network.layers],
            [l.bias_deltas for l in network.layers])
