# exercise: 1
# source: wagenaartje/neataptic, issue 14 "reverse outputs order in training" (JavaScript): all nodes are reversed, including the outputs, but the target values are not
# mistake: The records are put in reverse order but the targets are not, so an output meets the target of another sample.
# lines: 22, 23, 27
# crash: no
# first wrong: DW[3]
import numpy as np


def propagate(network, record, target):
    *activations, output = record
    signal = output - target
    rates = []
    for weights, activation in zip(reversed(network), reversed(activations)):
        rates.insert(0, (np.outer(activation, signal), signal))
        signal = (weights @ signal) * (activation > 0)
    return rates


def exercise1(W, B, A, Y, T):
    records = list(zip(*A, Y))
    targets = list(T)
    records.reverse()

    all_rates = []
    while records:
        all_rates.append(propagate(W, records.pop(), targets.pop()))

    DW = [2 * np.mean([rates[k][0] for rates in all_rates], axis=0) for k in range(4)]
    DB = [2 * np.mean([rates[k][1] for rates in all_rates], axis=0) for k in range(4)]
    return DW, DB
