# exercise: 1
# source: Ameobea/neural-network-from-scratch (Rust), commit 0349b5a "Layer viz labels + fix bug with remainders in nn impl": in the loop over the neurons that are left over from chunks of four, errors_scratch[neuron_ix] = output_weights_for_neuron[neuron_ix] * gradient_of_output_neurons[neuron_ix] became += ... gradient_of_output_neurons[output_neuron_ix]
# mistake: For the last two of six neurons, which do not fill a chunk of four, the gradient of the layer above is indexed with the neuron of this layer in place of the output neuron, and the error is assigned, not added; above is a layer of one neuron, so the index is out of range.
# lines: 31
# crash: yes
# first wrong: -
import numpy as np


class DenseLayer:
    def __init__(self, weights, biases):
        self.weights = weights.T.copy()
        neuron_count = len(biases)
        self.errors_scratch = np.zeros(neuron_count)
        self.neuron_gradients = np.zeros(neuron_count)
        self.weight_gradients = np.zeros(self.weights.shape)
        self.bias_gradients = np.zeros(neuron_count)

    def compute_gradients(self, outputs, output_weights, gradient_of_output_neurons):
        remainder = len(self.errors_scratch) % 4
        chunk_count = (len(self.errors_scratch) - remainder) // 4
        self.errors_scratch.fill(0.0)
        for output_neuron_ix in range(len(gradient_of_output_neurons)):
            output_weights_for_neuron = output_weights[output_neuron_ix]
            gradient_of_output_neuron = gradient_of_output_neurons[output_neuron_ix]
            for chunk_ix in range(chunk_count):
                chunk = slice(chunk_ix * 4, chunk_ix * 4 + 4)
                self.errors_scratch[chunk] += output_weights_for_neuron[chunk] * gradient_of_output_neuron
            for neuron_ix in range(chunk_count * 4, len(self.errors_scratch)):
                weight = output_weights_for_neuron[neuron_ix]
                self.errors_scratch[neuron_ix] = weight * gradient_of_output_neurons[neuron_ix]
        self.neuron_gradients = self.errors_scratch * (outputs > 0.0)

    def accumulate(self, inputs):
        self.weight_gradients += np.outer(self.neuron_gradients, inputs)
        self.bias_gradients += self.neuron_gradients


def exercise1(W, B, A, Y, T):
    layers = [DenseLayer(w, b) for w, b in zip(W, B)]
    example_count = len(Y)
    for ix in range(example_count):
        layers[-1].neuron_gradients = 2.0 * (Y[ix] - T[ix]) / example_count
        for layer_ix in range(len(layers) - 2, -1, -1):
            above = layers[layer_ix + 1]
            layers[layer_ix].compute_gradients(A[layer_ix + 1][ix], above.weights, above.neuron_gradients)
        for layer, activations in zip(layers, A):
            layer.accumulate(activations[ix])
    return [layer.weight_gradients.T for layer in layers], [layer.bias_gradients for layer in layers]
