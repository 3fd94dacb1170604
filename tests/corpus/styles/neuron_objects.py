"""In the style of M. Mazur's "step by step" example: neuron objects and pd_..._wrt_... names."""
import numpy as np

# Shorthand: "pd_" means "partial derivative", "_wrt_" means "with respect to"


class Neuron:
    def __init__(self, weights, bias):
        self.weights, self.bias = weights, bias
        self.pd_errors_wrt_weights = [0.0] * len(weights)
        self.pd_error_wrt_bias = 0.0

    # dE/dy = -2 * (t - y) / n, a mean of n squares
    def calculate_pd_error_wrt_output(self, target_output, n):
        return -2 * (target_output - self.output) / n

    def calculate_pd_output_wrt_net_input(self):
        return 1 if self.output > 0 else 0


class NeuronLayer:
    def __init__(self, weights, biases):
        self.neurons = [Neuron(list(weights[:, j]), biases[j]) for j in range(len(biases))]

    def remember(self, inputs, outputs):
        for neuron, output in zip(self.neurons, outputs):
            neuron.inputs, neuron.output = inputs, output


def backpropagate(layers, target, n):
    # 1. Output neuron deltas (the outputs are linear)
    pd_errors_wrt_net_input = []
    for o, neuron in enumerate(layers[-1].neurons):
        pd_errors_wrt_net_input.append(neuron.calculate_pd_error_wrt_output(target[o], n))
    for l in range(len(layers) - 1, -1, -1):
        # 2. dE/dw = dE/dz * dz/dw
        for delta, neuron in zip(pd_errors_wrt_net_input, layers[l].neurons):
            for w in range(len(neuron.weights)):
                neuron.pd_errors_wrt_weights[w] += delta * neuron.inputs[w]
            neuron.pd_error_wrt_bias += delta
        # 3. Hidden neuron deltas
        if l > 0:
            hidden_deltas = []
            for h, hidden in enumerate(layers[l - 1].neurons):
                pd_error_wrt_output = 0
                for delta, neuron in zip(pd_errors_wrt_net_input, layers[l].neurons):
                    pd_error_wrt_output += delta * neuron.weights[h]
                pd_y_wrt_z = hidden.calculate_pd_output_wrt_net_input()
                hidden_deltas.append(pd_error_wrt_output * pd_y_wrt_z)
            pd_errors_wrt_net_input = hidden_deltas


def exercise1(W, B, A, Y, T):
    layers = [NeuronLayer(w, b) for w, b in zip(W, B)]
    for s in range(T.shape[0]):
        for l in range(len(layers)):
            layers[l].remember(A[l][s], A[l + 1][s] if l + 1 < len(A) else Y[s])
        backpropagate(layers, T[s], T.size)
    return ([np.array([u.pd_errors_wrt_weights for u in k.neurons]).T for k in layers],
            [np.array([u.pd_error_wrt_bias for u in k.neurons]) for k in layers])
