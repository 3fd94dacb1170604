# exercise: 1
# source: github joelgrus/data-science-from-scratch, issue 2 and commit 966d2e3 (fixed erroneous reference to output_layer): [n[i] for n in output_layer] was mended to network[-1]
# mistake: The hidden deltas take the weights from a variable output_layer, which does not exist inside of the function.
# lines: 31
# crash: yes
# first wrong: -
def dot(v, w):
    return sum(v_i * w_i for v_i, w_i in zip(v, w))


def feed_forward(network, input_vector):
    outputs = []
    for layer in network:
        input_with_bias = input_vector + [1]
        output = [dot(neuron, input_with_bias) for neuron in layer]
        if layer is not network[-1]:
            output = [max(0, o) for o in output]
        outputs.append(output)
        input_vector = output
    return outputs


def backpropagate(network, input_vector, target, gradients):
    outputs = [input_vector] + feed_forward(network, input_vector)
    deltas = [2 * (output - target_i) for output, target_i in zip(outputs[-1], target)]
    for k in range(len(network) - 1, -1, -1):
        for i, neuron_gradient in enumerate(gradients[k]):
            for j, output in enumerate(outputs[k] + [1]):
                neuron_gradient[j] += deltas[i] * output
        deltas = [(1 if hidden_output > 0 else 0) *
                  dot(deltas, [n[i] for n in output_layer])
                  for i, hidden_output in enumerate(outputs[k])]


def exercise1(W, B, A, Y, T):
    network = [[list(w[:, i]) + [b[i]] for i in range(len(b))] for w, b in zip(W, B)]
    gradients = [[[0] * len(neuron) for neuron in layer] for layer in network]
    for input_vector, target in zip(A[0], T):
        backpropagate(network, list(input_vector), list(target), gradients)
    n = len(T)
    DW = [[[g[j] / n for g in layer] for j in range(len(layer[0]) - 1)] for layer in gradients]
    DB = [[g[-1] / n for g in layer] for layer in gradients]
    return DW, DB
