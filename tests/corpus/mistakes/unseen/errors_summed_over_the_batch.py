# exercise: 1
# source: WilliamSimoni/Neural_Network_Simulator (Python), commit 47c80c6 "Solve error in Batch/minibatch", layer.py and neuralNetwork.py: in error_signal of both layer classes stood self.errors += ..., and the weight changes were made after the batch from these errors and the inputs of the last sample; it became self.errors = ... with self.current_delta_w += np.outer(self.errors, self.inputs) for each sample
# mistake: The errors of the samples are added up in the layer and multiplied with the inputs only once, with those of the last sample; they also go to the layer before as this running sum.
# lines: 28, 36, 53, 54
# crash: no
# first wrong: DW[3]
import numpy as np


class Layer:
    def __init__(self, weights):
        self.weights = weights
        self.num_unit, self.num_input = weights.shape
        self.errors = np.zeros(self.num_unit)
        self.current_delta_w = np.zeros(weights.shape)

    def function_signal(self, input_values):
        self.inputs = np.concatenate(([1], input_values))
        self.net = self.weights @ self.inputs
        return self.output(self.net)


class OutputLayer(Layer):
    def output(self, net):
        return net

    def error_signal(self, target, output):
        self.errors += 2 * (output - target)


class HiddenLayer(Layer):
    def output(self, net):
        return np.maximum(net, 0)

    def error_signal(self, downStreamErrors, downStreamWeights):
        self.errors += (self.net > 0) * np.matmul(downStreamErrors, downStreamWeights[:, 1:])


class NeuralNetwork:
    def __init__(self, layers):
        self.layers = layers

    def predict(self, values):
        for layer in self.layers:
            values = layer.function_signal(values)
        return values

    def back_propagation(self, samples, targets):
        for sample, target in zip(samples, targets):
            self.layers[-1].error_signal(target, self.predict(sample))
            for index in range(len(self.layers) - 2, -1, -1):
                self.layers[index].error_signal(self.layers[index + 1].errors, self.layers[index + 1].weights)
        for layer in self.layers:
            layer.current_delta_w += np.outer(layer.errors, layer.inputs)


def exercise1(W, B, A, Y, T):
    rows = [np.column_stack([b, w.T]) for w, b in zip(W, B)]
    net = NeuralNetwork([HiddenLayer(r) for r in rows[:-1]] + [OutputLayer(rows[-1])])
    net.back_propagation(A[0], T)
    deltas = [layer.current_delta_w / len(T) for layer in net.layers]
    return [d[:, 1:].T for d in deltas], [d[:, 0] for d in deltas]
