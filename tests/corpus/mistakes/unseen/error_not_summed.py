# exercise: 2
# source: TheodoroADS/Simple-neural-network-library-in-C (C), commit 1b9493a "Corrected bug", loss.c, mean_square_error: total_square_error = err*err in the loop became +=
# mistake: The squared error is assigned in the loop, not added, so that only the last one counts.
# lines: 28
# crash: no
# first wrong: err
import torch


def nn_feed_forward(values, weights, biases, activations):
    for w, b, activation in zip(weights, biases, activations):
        values = activation(torch.addmm(b, values, w))
    return values


def relu(x):
    return torch.clamp(x, min=0)


def linear(x):
    return x


def mean_square_error(size, layer_values, reference_values):
    total_square_error = torch.zeros(())
    for i in range(size):
        err = reference_values[i] - layer_values[i]
        total_square_error = err * err
    return total_square_error / size


def exercise2(W, B, X, T):
    activations = [relu] * (len(W) - 1) + [linear]
    outputs = nn_feed_forward(X, W, B, activations)
    return mean_square_error(T.numel(), outputs.flatten(), T.flatten())
