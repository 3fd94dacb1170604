# exercise: 1
# source: HomericIntelligence/Odyssey, pull request 2080 "Fix broadcasting backward dimension indexing" (Mojo): after the dimensions in front are reduced, the second loop still used indices of the original gradient
# mistake: After the leading axes were summed away, the loop over the axes of size 1 still counts them as in the unreduced gradient, so the axis does not exist.
# lines: 17, 19
# crash: yes
# first wrong: -
import numpy as np


def reduce_broadcast_dims(grad, original_shape):
    orig_ndim = len(original_shape)
    grad_ndim = grad.ndim
    result = grad
    for _ in range(grad_ndim - orig_ndim):
        result = result.sum(axis=0)
    for i in range(orig_ndim):
        dim_idx = i + (grad_ndim - orig_ndim)
        if original_shape[i] == 1:
            result = result.sum(axis=dim_idx, keepdims=True)
    return result


def add_backward(grad, a_shape, b_shape):
    return reduce_broadcast_dims(grad, a_shape), reduce_broadcast_dims(grad, b_shape)


def matmul_backward(grad, a, b):
    return grad @ b.swapaxes(-1, -2), a.swapaxes(-1, -2) @ grad


def relu_backward(grad, x):
    return grad * np.heaviside(x, 0)


def mse_backward(y, t):
    return 2 * (y - t) / y.size


def exercise1(W, B, A, Y, T):
    grads_w, grads_b = [], []
    grad = mse_backward(Y, T)
    for w, b, a in reversed(list(zip(W, B, A))):
        product_shape = (a.shape[0], w.shape[1])
        grad, grad_b = add_backward(grad, product_shape, b.shape)
        grad_a, grad_w = matmul_backward(grad, a, w)
        grads_w.append(grad_w)
        grads_b.append(grad_b)
        grad = relu_backward(grad_a, a)
    return grads_w[::-1], grads_b[::-1]
