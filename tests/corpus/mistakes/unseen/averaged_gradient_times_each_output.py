# exercise: 1
# source: FFMG/neural-network (C++), commit 44d2b05 "Fixed a bug in the way we calculate avergaed gradients,", neuralnetwork.cpp, average_batch_gradients_with_averages: for every sample the output of a neuron was multiplied by layers_neurons_averages[layer_number+1][target_neuron], the gradient averaged over the batch; it became the gradient of the same sample, activation_gradients.get_gradient(layer_number+1, target_neuron)
# mistake: The outputs of each sample are multiplied by the gradients averaged over the batch, in place of those of the same sample. So the products are outputs averaged by gradients averaged; the biases, whose output is always 1, are right.
# lines: 59
# crash: no
# first wrong: DW[3]
import numpy as np


class GradientsAndOutputs:
    def __init__(self):
        self.outputs = []
        self.gradients = []

    def get_output(self, layer, neuron):
        return self.outputs[layer][neuron]

    def get_gradient(self, layer, neuron):
        return self.gradients[layer][neuron]

    def num_outputs(self, layer):
        return len(self.outputs[layer])


def forward_feed(W, B, x):
    result = GradientsAndOutputs()
    result.outputs.append(list(x) + [1.0])
    values = x
    for k in range(len(W)):
        values = values @ W[k] + B[k]
        if k < len(W) - 1:
            values = np.maximum(values, 0)
        result.outputs.append(list(values) + [1.0])
    return result


def back_propagation(W, result, target):
    size = len(W) + 1
    result.gradients = [None] * size
    result.gradients[-1] = [2 * (result.get_output(size - 1, 0) - target[0])]
    for layer in range(size - 2, 0, -1):
        current = []
        for neuron in range(W[layer].shape[0]):
            total = sum(W[layer][neuron, n] * g for n, g in enumerate(result.gradients[layer + 1]))
            current.append(total if result.get_output(layer, neuron) > 0 else 0.0)
        result.gradients[layer] = current


def average_gradients(batch, layer):
    return np.mean([sample.gradients[layer] for sample in batch], axis=0)


def average_outputs_gradients(batch, layer_number):
    averages = average_gradients(batch, layer_number + 1)
    rows = []
    for sample in batch:
        row = np.zeros((sample.num_outputs(layer_number), len(averages)))
        for target_neuron in range(len(averages)):
            next_gradient = averages[target_neuron]
            for output_number in range(sample.num_outputs(layer_number)):
                row[output_number, target_neuron] += sample.get_output(layer_number, output_number) * next_gradient
        rows.append(row)
    return np.mean(rows, axis=0)


def exercise1(W, B, A, Y, T):
    batch = []
    for x, t in zip(A[0], T):
        sample = forward_feed(W, B, x)
        back_propagation(W, sample, t)
        batch.append(sample)
    products = [average_outputs_gradients(batch, k) for k in range(len(W))]
    return [p[:-1] for p in products], [p[-1] for p in products]
