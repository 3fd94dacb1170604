# exercise: 2
# source: Gurobi/gurobi-machinelearning, pull request 325 "Respect missing bias": the bias of the previous layer was used
# mistake: The bias that is added is the one that was read for the layer before; the new one is taken only afterwards.
# lines: 16, 18
# crash: no
# first wrong: err
import torch


def predict(layers, x):
    bias = layers[0][1]
    for number, (weight, own_bias) in enumerate(layers):
        last = number == len(layers) - 1
        if last:
            bias = own_bias
        x = x @ weight + bias
        if not last:
            bias = own_bias
            x = torch.clamp(x, min=0)
    return x


def exercise2(W, B, X, T):
    output = predict(list(zip(W, B)), X)
    return (output - T).square().mean()
