# exercise: 1
# source: apache/tvm, pull request 5695 "fix small bug about dense_grad"
# mistake: The gradients of the dense operator are formed with elementwise products, where matrix products are needed.
# lines: 22
# crash: yes
# first wrong: -
import numpy as np
from types import SimpleNamespace


def transpose(x):
    return np.swapaxes(x, 0, 1)


def dense(data, weight):
    return data @ transpose(weight)


def dense_grad(orig, grad):
    """Returns [grad @ weight, grad' @ data]"""
    data, weight = orig.args
    return [transpose(grad) * weight, data * transpose(grad)]


def relu_grad(orig, grad):
    return np.where(orig.out > 0, grad, np.zeros_like(grad))


def exercise1(W, B, A, Y, T):
    calls = [SimpleNamespace(args=(a, transpose(w)), out=o) for a, w, o in zip(A, W, A[1:] + [Y])]
    grad = np.multiply(Y - T, 2.0 / len(T))
    weight_grads, bias_grads = [], []
    for call in calls[::-1]:
        if call is not calls[-1]:
            grad = relu_grad(call, grad)
        bias_grads.append(np.sum(grad, axis=0))
        grad, weight_grad = dense_grad(call, grad)
        weight_grads.append(transpose(weight_grad))
    return weight_grads[::-1], bias_grads[::-1]
