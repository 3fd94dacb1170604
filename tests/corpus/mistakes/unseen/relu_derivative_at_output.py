# exercise: 1
# source: 46768/neuralnet (C), commit a5c7ab6 'working on fixing back propagation': ffn_bpropagate multiplied the gradient of the error with _ffn_relu_derivative(preactivation[L-1]) always; it became nn->layer_activation_d[L-2], the derivative that belongs to the layer
# mistake: The derivative of ReLU is applied at the output layer too, although its output is linear.
# lines: 42, 43
# crash: no
# first wrong: DW[3]
import numpy as np


def vec_mul(a, b):
    return [x * y for x, y in zip(a, b)]


def relu_derivative(wrt):
    driv = [0.0] * len(wrt)
    for i in range(len(wrt)):
        if wrt[i] > 0:
            driv[i] = 1.0
    return driv


def mse_derivative(target, wrt):
    driv_coef = 2 / len(target)
    return [driv_coef * (wrt[i] - target[i]) for i in range(len(target))]


def ffn_next_error(weight, z, cur_error):
    err_coef = []
    for y in range(len(z)):
        err_coef.append(sum(weight[y][x] * cur_error[x] for x in range(len(cur_error))))
    return vec_mul(relu_derivative(z), err_coef)


def ffn_bpropagate(weights, biases, input, target, gradient_w, gradient_b):
    L = len(weights) + 1
    preactivation, activation = [input], [input]
    for l in range(L - 1):
        z = [a_j + np.dot(activation[l], weights[l][:, y]) for y, a_j in enumerate(biases[l])]
        preactivation.append(z)
        activation.append([v if v > 0 else 0.0 for v in z] if l < L - 2 else z)
    gradient_aL_C = mse_derivative(target, activation[L - 1])
    relu_driv_L = relu_derivative(preactivation[L - 1])
    ld_l = vec_mul(relu_driv_L, gradient_aL_C)
    for l in range(L - 2, -1, -1):
        gradient_w[l] += np.outer(activation[l], ld_l)
        gradient_b[l] += ld_l
        ld_l = ffn_next_error(weights[l], preactivation[l], ld_l)


def exercise1(W, B, A, Y, T):
    gradient_w = [np.zeros(w.shape) for w in W]
    gradient_b = [np.zeros(b.shape) for b in B]
    for x, t in zip(A[0], T):
        ffn_bpropagate(W, B, x, t, gradient_w, gradient_b)
    n = len(T)
    return [g / n for g in gradient_w], [g / n for g in gradient_b]
