# exercise: 1
# source: arthurdouillard/deepcourse, issue 6 "TP MLP htilde": code solution of the backward pass for the mlp, switch grad_h by grad_htilde
# mistake: The gradients of weights and biases of a hidden layer are computed from grad_h, before it is multiplied by the slope of ReLU, where grad_htilde is meant.
# lines: 23
# crash: no
# first wrong: DW[2]
import numpy as np


def exercise1(W, B, A, Y, T):
    # columns are samples in here
    x, h1, h2, h3 = (a.T for a in A)
    W1, W2, W3, Wo = (w.T for w in W)
    n = T.shape[0]

    def layer_grads(grad_out, inputs):
        return inputs @ grad_out.T, grad_out @ np.ones(n)

    def backward_hidden(grad_above, w_above, h, inputs):
        grad_h = w_above.T @ grad_above
        grad_htilde = grad_h.copy()
        grad_htilde[h == 0] = 0
        grad_w, grad_b = layer_grads(grad_h, inputs)
        return grad_htilde, grad_w, grad_b

    grad_y = 2 / n * (Y - T).T
    grad_wo, grad_bo = layer_grads(grad_y, h3)
    grad_h3tilde, grad_w3, grad_b3 = backward_hidden(grad_y, Wo, h3, h2)
    grad_h2tilde, grad_w2, grad_b2 = backward_hidden(grad_h3tilde, W3, h2, h1)
    _, grad_w1, grad_b1 = backward_hidden(grad_h2tilde, W2, h1, x)
    return [grad_w1, grad_w2, grad_w3, grad_wo], [grad_b1, grad_b2, grad_b3, grad_bo]
