# exercise: 1
# source: LucasLeRay/rust-neural-network (Rust), commit 0735ecf 'Replace delta after steps of backpropagation', src/network.rs, backprop: in the loop over the layers, let delta = layer_error(&delta, ...) declares a new delta, the one of the output is never replaced; it became delta = ...
# mistake: every hidden layer computes its error from the error of the output layer, because the new delta is not kept for the next turn of the loop
# lines: 32, 33, 34
# crash: yes
# first wrong: -
import numpy as np


def relu_prime(a):
    return np.where(a > 0, 1.0, 0.0)


def layer_error(delta, weights, activation):
    return np.dot(delta, weights.T) * relu_prime(activation)


def rate_of_change_of_biases(delta):
    return delta.sum(axis=0)


def rate_of_change_of_weights(delta, activation):
    return np.dot(activation.T, delta)


def backprop(weights, biases, activations, delta):
    gradient_b = [np.zeros_like(b) for b in biases]
    gradient_w = [np.zeros_like(w) for w in weights]
    gradient_b[-1] = rate_of_change_of_biases(delta)
    gradient_w[-1] = rate_of_change_of_weights(delta, activations[-1])
    for l in range(2, len(weights) + 1):
        hidden_delta = layer_error(delta, weights[-l + 1], activations[-l + 1])
        gradient_b[-l] = rate_of_change_of_biases(hidden_delta)
        gradient_w[-l] = rate_of_change_of_weights(hidden_delta, activations[-l])
    return gradient_w, gradient_b


def exercise1(W, B, A, Y, T):
    delta = 2.0 * (Y - T) / Y.size
    return backprop(W, B, A, delta)
