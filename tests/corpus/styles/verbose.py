"""Long names, printed shapes, one step per line, as a beginner writes it."""

import numpy


def exercise1(W, B, A, Y, T):
    number_of_samples = T.shape[0]
    number_of_layers = len(W)
    gradient_weights = []
    gradient_biases = []

    # derivative of the loss
    difference = Y - T
    error_signal = 2 * difference
    error_signal = error_signal / number_of_samples
    print("error signal", error_signal.shape)

    current_layer = number_of_layers - 1
    while current_layer >= 0:
        activation_before = A[current_layer]
        activation_transposed = numpy.transpose(activation_before)
        weight_gradient = numpy.matmul(activation_transposed, error_signal)
        bias_gradient = numpy.sum(error_signal, axis=0)
        gradient_weights.append(weight_gradient)
        gradient_biases.append(bias_gradient)
        print("layer", current_layer, weight_gradient.shape, bias_gradient.shape)

        # go on to the layer below
        weights_transposed = numpy.transpose(W[current_layer])
        error_signal = numpy.matmul(error_signal, weights_transposed)
        if current_layer != 0:
            derivative_of_relu = numpy.zeros(activation_before.shape)
            derivative_of_relu[activation_before > 0] = 1
            error_signal = error_signal * derivative_of_relu
        current_layer = current_layer - 1

    gradient_weights.reverse()
    gradient_biases.reverse()
    return gradient_weights, gradient_biases
