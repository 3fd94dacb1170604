# exercise: 1
# source: docs.rs, flashlight 0.0.12, backprop_on_gpu.txt (Rust): sum += relu_der(relu.input_cache[x]) + grad_output[shape.row] * linear.input_cache[...]
# mistake: On the way down the slope is added to the product of gradient and weight, not multiplied with it.
# lines: 37
# crash: no
# first wrong: DW[2]
import numpy as np


def relu_der(x):
    return 1.0 if x > 0 else 0.0


def one(x):
    return 1.0


def weights_and_biases(inputs, outputs, grad_output, der):
    samples, rows = inputs.shape
    cols = outputs.shape[1]
    dw = np.zeros((rows, cols))
    db = np.zeros(cols)
    for s in range(samples):
        for col in range(cols):
            local = der(outputs[s, col]) * grad_output[s, col]
            db[col] += local
            for row in range(rows):
                dw[row, col] += local * inputs[s, row]
    return dw, db


def grad_input(weights, outputs, grad_output, der):
    result = np.zeros((len(outputs), len(weights)))
    for s, row in np.ndindex(result.shape):
        total = 0.0
        for col in range(weights.shape[1]):
            total += der(outputs[s, col]) + grad_output[s, col] * weights[row, col]
        result[s, row] = total
    return result


def exercise1(W, B, A, Y, T):
    outs = A[1:] + [Y]
    ders = [relu_der, relu_der, relu_der, one]
    grad = 2 * (Y - T) / len(T)
    dW, dB = [None] * 4, [None] * 4
    for i in reversed(range(4)):
        dW[i], dB[i] = weights_and_biases(A[i], outs[i], grad, ders[i])
        grad = grad_input(W[i], outs[i], grad, ders[i])
    return dW, dB
