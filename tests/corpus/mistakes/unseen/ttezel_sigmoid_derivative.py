# exercise: 1
# source: github ttezel/nn, issue 8 (SGD) and lib/nn.js, backPropagate: errorSig = neuronError * neuronOut * (1 - neuronOut) in all layers, whatever the activation function
# mistake: The derivative of the sigmoid is written into the backward pass, in the output layer and in the hidden layers, but the units are linear and ReLU.
# lines: 15, 29
# crash: no
# first wrong: DW[3]
def back_propagate(weights, outputs, desired_output, changes, bias_changes):
    error_sigs = [None] * len(outputs)
    output_layer_index = len(outputs) - 1
    prev_layer_output = outputs[output_layer_index - 1]

    error_sigs[output_layer_index] = []
    for n, neuron_out in enumerate(outputs[output_layer_index]):
        neuron_error = 2 * (neuron_out - desired_output[n])
        error_sig = neuron_error * neuron_out * (1 - neuron_out)
        error_sigs[output_layer_index].append(error_sig)
        for p in range(len(prev_layer_output)):
            changes[output_layer_index - 1][p][n] += error_sig * prev_layer_output[p]
        bias_changes[output_layer_index - 1][n] += error_sig

    for layer in range(output_layer_index - 1, 0, -1):
        prev_layer_output = outputs[layer - 1]
        next_layer_size = len(outputs[layer + 1])
        error_sigs[layer] = []
        for n, neuron_out in enumerate(outputs[layer]):
            next_layer_error_sum = 0
            for d in range(next_layer_size):
                next_layer_error_sum += error_sigs[layer + 1][d] * weights[layer][n][d]
            error_sig = next_layer_error_sum * neuron_out * (1 - neuron_out)
            error_sigs[layer].append(error_sig)
            for p in range(len(prev_layer_output)):
                changes[layer - 1][p][n] += error_sig * prev_layer_output[p]
            bias_changes[layer - 1][n] += error_sig


def exercise1(W, B, A, Y, T):
    changes = [0 * w for w in W]
    bias_changes = [0 * b for b in B]
    for index, desired_output in enumerate(T):
        outputs = [a[index] for a in A] + [Y[index]]
        back_propagate(W, outputs, desired_output, changes, bias_changes)
    return [c / len(T) for c in changes], [c / len(T) for c in bias_changes]
