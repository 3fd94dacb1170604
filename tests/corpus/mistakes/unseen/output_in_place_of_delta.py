# exercise: 1
# source: Vladimir-Pavelka/Neural-Net-Backpropagation (C#), commit e1ee08c "backpropagation algo fixed, charting added", NeuralNet/Training/Backpropagation.cs: outputWeightedDeltaSums = sum of o.Weights[idx] * h.LastOutput; it became o.Weights[idx] * oDelta
# mistake: The weights that leave a hidden unit are multiplied with the output of this unit, in place of the deltas of the units they lead to.
# lines: 30
# crash: no
# first wrong: DW[2]
from types import SimpleNamespace

import numpy as np


def output_delta(ideal, actual):
    return 2 * (actual - ideal)


def hidden_delta(weighted_delta_sum, hidden_output):
    return weighted_delta_sum if hidden_output > 0 else 0.0


def weight_delta(delta, input):
    return delta * input


def perform_training_sample(net, sample):
    layer_deltas = [[output_delta(i, a) for i, a in zip(sample.ideal, sample.output)]]
    for number in range(len(net) - 1, 0, -1):
        delta_pairs = list(zip(net[number], layer_deltas[0]))
        hidden = sample.last_outputs[number]
        weighted_delta_sums = [
            sum(neuron.weights[idx] * h for neuron, delta in delta_pairs)
            for idx, h in enumerate(hidden)
        ]
        layer_deltas.insert(0, [hidden_delta(s, h) for s, h in zip(weighted_delta_sums, hidden)])
    adjustments = [
        [[weight_delta(d, i) for d in deltas] for i in inputs]
        for deltas, inputs in zip(layer_deltas, sample.last_outputs)
    ]
    return adjustments, layer_deltas


def exercise1(W, B, A, Y, T):
    net = [[SimpleNamespace(weights=column) for column in w.T] for w in W]
    training_set = [
        SimpleNamespace(last_outputs=[a[n] for a in A], output=Y[n], ideal=T[n]) for n in range(len(Y))
    ]
    results = [perform_training_sample(net, sample) for sample in training_set]
    weights = [np.mean([r[0][number] for r in results], axis=0) for number in range(len(W))]
    biases = [np.mean([r[1][number] for r in results], axis=0) for number in range(len(B))]
    return weights, biases
