# exercise: 1
# source: jackm321/RustNN, issue 2 "Index out of bounds error with more than three layers" (Rust): network_errors is built from the last layer on, but indexed by layer_index
# mistake: network_errors begins with the last layer, so network_errors[layer_index] does not exist yet; the last entry is meant.
# lines: 22
# crash: yes
# first wrong: -
import numpy as np


def calculate_weight_updates(layers, results, last_error):
    """results: data, then the output of every layer, all for one sample"""
    network_errors = []
    weight_updates = []
    for layer_index in reversed(range(len(layers))):
        prev_layer_results = results[layer_index]
        layer_results = results[layer_index + 1]
        layer_errors = []
        for node_index in range(len(layer_results)):
            if layer_index == len(layers) - 1:
                node_error = last_error
            else:
                next_layer_errors = network_errors[layer_index]
                node_error = 0.0
                if layer_results[node_index] > 0:
                    for next_node, next_node_error in zip(layers[layer_index + 1].T, next_layer_errors):
                        node_error += next_node[node_index] * next_node_error
            layer_errors.append(node_error)
        network_errors.append(layer_errors)
        weight_updates.append(np.outer(prev_layer_results, layer_errors))
    # updates were built by backpropagation so reverse them
    return weight_updates[::-1], network_errors[::-1]


def exercise1(W, B, A, Y, T):
    DW = [0 * w for w in W]
    DB = [0 * b for b in B]
    for n in range(len(T)):
        results = [layer[n] for layer in A + [Y]]
        updates, errors = calculate_weight_updates(W, results, 2 * (Y[n, 0] - T[n, 0]) / len(T))
        for l in range(len(W)):
            DW[l] = DW[l] + updates[l]
            DB[l] = DB[l] + np.array(errors[l])
    return DW, DB
