# exercise: 1
# source: docs.rs, crate flashlight 0.0.12, backprop_on_gpu.txt (Rust): sum += relu_der(relu.input_cache[x]) + grad_output[...] * linear.input_cache[...]
# mistake: In the gradient of the weights, the slope of the activation is added to the signal from above instead of multiplied with it.
# lines: 22
# crash: no
# first wrong: DW[3]
import numpy as np


def relu_der(x):
    return 1.0 if x > 0 else 0.0


def update_weights(input_cache, slope, grad_output):
    samples, n_in = input_cache.shape
    n_out = grad_output.shape[1]
    output = np.zeros((n_in, n_out))
    for row in range(n_in):
        for col in range(n_out):
            total = 0.0
            for i in range(samples):
                total += slope[i][col] + grad_output[i][col] * input_cache[i][row]
            output[row][col] = total
    return output


def update_biases(slope, grad_output):
    samples, n_out = grad_output.shape
    output = np.zeros(n_out)
    for col in range(n_out):
        for i in range(samples):
            output[col] += slope[i][col] * grad_output[i][col]
    return output


def lower_grad(weights, slope, grad_output):
    return (slope * grad_output) @ weights.transpose()


def exercise1(W, B, A, Y, T):
    relu = np.vectorize(relu_der)
    slopes = [relu(a) for a in A[1:]] + [np.ones(Y.shape)]
    grad = 2.0 / len(T) * (Y - T)
    DW, DB = [], []
    for layer in reversed(range(4)):
        DW.append(update_weights(A[layer], slopes[layer], grad))
        DB.append(update_biases(slopes[layer], grad))
        grad = lower_grad(W[layer], slopes[layer], grad)
    return DW[::-1], DB[::-1]
