# exercise: 1
# source: vinsis/ternary-quantization (Python), commit f80d36a "removed bug and trained again", quantification.py, get_quantization_grads: the gradient of the piecewise function was a * full_precision_data * w_p + b * full_precision_data * w_n + c * full_precision_data; in all three terms full_precision_data became grad_data
# mistake: In the gradient of the piecewise activation the slopes are multiplied by the data that went into it, not by the gradient that comes from above.
# lines: 15
# crash: no
# first wrong: DW[2]
import numpy as np

def piecewise(data, slope_p, slope_n):
    return (data > 0) * data * slope_p + (data < 0) * data * slope_n

def get_activation_grads(grad_data, data, slope_p, slope_n):
    a = (data > 0).astype(float)
    b = (data < 0).astype(float)
    return a * data * slope_p + b * data * slope_n

def exercise1(W, B, A, Y, T):
    slope_p, slope_n = 1.0, 0.0
    full_precision = []
    for i in range(3):
        full_precision.append(np.dot(A[i], W[i]) + B[i])
    for data, activation in zip(full_precision, A[1:]):
        assert np.allclose(piecewise(data, slope_p, slope_n), activation)
    grads = {"W": [None] * 4, "B": [None] * 4}
    grad_data = (Y - T) * (2.0 / len(Y))
    for i in (3, 2, 1, 0):
        grads["W"][i] = np.dot(A[i].T, grad_data)
        grads["B"][i] = np.sum(grad_data, axis=0)
        if i > 0:
            grad_data = np.dot(grad_data, W[i].T)
            grad_data = get_activation_grads(grad_data, full_precision[i - 1], slope_p, slope_n)
    return grads["W"], grads["B"]
