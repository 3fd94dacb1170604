# exercise: 1
# source: tedpilcher1/Neural-Network-from-scratch (Rust), commit bf18b0b (backpropagation.rs): the comment says error * W^T * (1 - a^2), the line below is dot_product(error, W^T) alone
# mistake: the error is sent back through the weights alone, and the derivative of the activation is not multiplied to it
# lines: 28
# crash: no
# first wrong: DW[2]
import numpy as np


def apply_dot_product(m1, m2):
    return np.dot(m1, m2)


def calc_output_error(y, t):
    return 2 * (y - t) / len(t)


def exercise1(W, B, A, Y, T):
    gradients = {"d_W": [None] * len(W), "d_b": [None] * len(W)}
    error = calc_output_error(Y, T)
    # from the last layer to the first
    for i in range(len(W))[::-1]:
        # dW_i = a^T * error
        gradients["d_W"][i] = apply_dot_product(A[i].T, error)
        # db_i = sum(error)
        gradients["d_b"][i] = error.sum(0)
        # error of the layer before
        error = apply_dot_product(error, W[i].T)
    return gradients["d_W"], gradients["d_b"]
