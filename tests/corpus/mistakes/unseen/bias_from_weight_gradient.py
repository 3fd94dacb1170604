# exercise: 1
# source: rust0258/Deeplearning.ai-Natural-Language-Processing-Specialization issues 62 and 64 (course 2 week 4, back_prop; mended in pull request 70): grad_b1 = np.sum((1/batch_size)*np.dot(l1,x.T),axis=1,keepdims=True), and so grad_b2 with h.T
# mistake: The bias gradients are the sums of the weight gradients over the inputs; they should be the sums of the layer's gradients over the samples.
# lines: 24, 25, 26, 27
# crash: no
# first wrong: DB[3]
import numpy as np


def back_prop(x, yhat, y, h1, h2, h3, W2, W3, W4, batch_size):
    l4 = 2 * (yhat - y)
    l3 = np.dot(W4.T, l4)
    l3[h3 <= 0] = 0
    l2 = np.dot(W3.T, l3)
    l2[h2 <= 0] = 0
    l1 = np.dot(W2.T, l2)
    l1[h1 <= 0] = 0

    grad_W1 = (1 / batch_size) * np.dot(l1, x.T)
    grad_W2 = (1 / batch_size) * np.dot(l2, h1.T)
    grad_W3 = (1 / batch_size) * np.dot(l3, h2.T)
    grad_W4 = (1 / batch_size) * np.dot(l4, h3.T)

    grad_b1 = np.sum((1 / batch_size) * np.dot(l1, x.T), axis=1, keepdims=True)
    grad_b2 = np.sum((1 / batch_size) * np.dot(l2, h1.T), axis=1, keepdims=True)
    grad_b3 = np.sum((1 / batch_size) * np.dot(l3, h2.T), axis=1, keepdims=True)
    grad_b4 = np.sum((1 / batch_size) * np.dot(l4, h3.T), axis=1, keepdims=True)
    return grad_W1, grad_W2, grad_W3, grad_W4, grad_b1, grad_b2, grad_b3, grad_b4


def exercise1(W, B, A, Y, T):
    x, h1, h2, h3 = [a.T for a in A]
    grads = back_prop(x, Y.T, T.T, h1, h2, h3, W[1].T, W[2].T, W[3].T, x.shape[1])
    return [g.T for g in grads[:4]], [g.flatten() for g in grads[4:]]
