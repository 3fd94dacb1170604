# exercise: 1
# source: GautierLearnsProgramming/neural-net-from-scratch (Python), commit 8998b7f 'Fix compute_layer_weight_gradient_batch', gradient/dense_layer_weight_gradient.py: dzdw = h(y @ w).T @ y with y of shape (batch_size, n), then dzdw.T * next_layer_gradient.reshape((batch_size, 1, m)) and a sum; mended with y.reshape((batch_size, 1, n)) and transpose(0, 2, 1)
# mistake: The product of slopes and inputs is summed over the batch before it is multiplied with the gradients of the single samples, so that it is not formed per sample.
# lines: 19, 20
# crash: no
# first wrong: DW[3]
import numpy as np

def relu_dif(x):
    return 1.0 if x > 0 else 0.0

def identity_dif(x):
    return 1.0

def compute_weight_gradient_batch(y, next_layer_gradient, w, b, activation_function_dif):
    h = np.vectorize(activation_function_dif)
    batch_size, n = y.shape
    m = w.shape[1]
    dzdw = h(y @ w + b).T @ y
    dJdw = dzdw.T * next_layer_gradient.reshape((batch_size, 1, m))
    return dJdw.sum(axis=0)

def compute_bias_gradient_batch(y, next_layer_gradient, w, b, activation_function_dif):
    h = np.vectorize(activation_function_dif)
    return (h(y @ w + b) * next_layer_gradient).sum(axis=0)

def compute_output_gradient_batch(y, dJdz, w, b, activation_function_dif):
    h = np.vectorize(activation_function_dif)
    batch_size, n = y.shape
    m = w.shape[1]
    dzdy = w * h(y @ w + b).reshape((batch_size, 1, m))
    dJdy = dJdz.reshape((batch_size, 1, m)) @ dzdy.transpose(0, 2, 1)
    return dJdy.reshape((batch_size, n))

def exercise1(W, B, A, Y, T):
    gradient = 2 * (Y - T) / T.size
    DW, DB = [], []
    for k in reversed(range(len(W))):
        dif = identity_dif if k == len(W) - 1 else relu_dif
        DW.insert(0, compute_weight_gradient_batch(A[k], gradient, W[k], B[k], dif))
        DB.insert(0, compute_bias_gradient_batch(A[k], gradient, W[k], B[k], dif))
        gradient = compute_output_gradient_batch(A[k], gradient, W[k], B[k], dif)
    return DW, DB
