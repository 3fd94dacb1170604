# exercise: 1
# source: Fitli/NN-from-scratch (C++), commit 295398b "NeuralNetwork: repaired backpropagation"
# mistake: The error is multiplied with the activations of the layer, although their derivative has just been computed.
# lines: 37
# crash: no
# first wrong: DW[2]
import numpy


def d_relu(x):
    return 1.0 if x > 0 else 0.0


def elem_mul(a, b):
    assert a.shape == b.shape
    return a * b


def mul(a, b):
    return a.dot(b)


def exercise1(W, B, A, Y, T):
    num_layers = len(W) + 1
    layers = A + [Y]
    errors = [None] * num_layers
    deltas = [None] * len(W)
    bias_deltas = [None] * len(W)

    errors[-1] = 2.0 / len(T) * (Y - T)
    for i in range(num_layers - 2, -1, -1):
        # gradient = error * f'(output)
        if i == num_layers - 2:
            gradient = errors[i + 1]
        else:
            gradient = numpy.vectorize(d_relu)(layers[i + 1])
            gradient = elem_mul(errors[i + 1], layers[i + 1])
        errors[i] = mul(gradient, W[i].T)
        # delta of weights = gradient * input
        deltas[i] = mul(layers[i].T, gradient)
        bias_deltas[i] = gradient.sum(axis=0)
    return deltas, bias_deltas
