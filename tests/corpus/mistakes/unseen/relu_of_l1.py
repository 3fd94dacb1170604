# exercise: 1
# source: FahdSeddik/DeepLearning.AI-Natural-Language-Processing-Specialization, issue 1 "C2-W4: back_prop & gradient_descent": negative values of the gradients are replaced with zero
# mistake: ReLU is applied to the gradient, in place of a product with the slope of ReLU.
# lines: 22
# crash: no
# first wrong: DW[2]
import numpy as np


def relu(z):
    result = z.copy()
    result[result < 0] = 0
    return result


def step_on(h):
    return (h > 0).astype(float)


def back_prop(h, l_next, W_next):
    l = np.dot(l_next, W_next.T)
    l = relu(l)
    grad_W = np.dot(h["below"].T, l)
    grad_b = np.dot(np.ones(l.shape[0]), l)
    return l, grad_W, grad_b


def exercise1(W, B, A, Y, T):
    batch_size = T.shape[0]
    l = 2 * (Y - T) / batch_size
    DW, DB = [A[3].T @ l], [np.dot(np.ones(batch_size), l)]
    for k in [2, 1, 0]:
        h = {"below": A[k], "here": A[k + 1]}
        l, grad_W, grad_b = back_prop(h, l, W[k + 1])
        DW = [grad_W] + DW
        DB = [grad_b] + DB
    return DW, DB
