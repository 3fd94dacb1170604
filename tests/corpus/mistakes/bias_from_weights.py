# exercise: 1
# source: rust0258/Deeplearning.ai-Natural-Language-Processing-Specialization, issues 62 and 64 and pull request 70: grad_b from the dot product with x
# mistake: The gradient of a bias is summed from the gradient of the weights, where it is the sum of the signal over the samples.
# lines: 12
# crash: no
# first wrong: DB[3]
import numpy as np


def back_prop(x, upstream, w):
    grad_W = np.dot(upstream, x.T)
    grad_b = np.sum(np.dot(upstream, x.T), axis=1, keepdims=True)
    down = np.dot(w, upstream)
    return grad_W, grad_b, down


def exercise1(W, B, A, Y, T):
    batch_size = T.shape[0]
    l = (2 / batch_size) * (Y - T).T
    grads = []
    for k in (3, 2, 1, 0):
        grad_W, grad_b, l = back_prop(A[k].T, l, W[k])
        grads.insert(0, (grad_W.T, grad_b[:, 0]))
        l[A[k].T <= 0] = 0
    return [g[0] for g in grads], [g[1] for g in grads]
