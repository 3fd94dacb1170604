# exercise: 1
# source: Bot-Academy/NeuralNetworkFromScratch, pull request 3: the weights of the hidden layer are updated in a way that affects the layer below
# mistake: The loop updates the weights in place as soon as their gradient is known, and sends the signal through the changed weights.
# lines: 18, 19
# crash: no
# first wrong: DW[2]
import numpy as np

learn_rate = 0.01


def exercise1(W, B, A, Y, T):
    grad_w, grad_b = [None] * 4, [None] * 4
    delta = 2 * (Y - T) / len(Y)
    for i in (3, 2, 1, 0):
        grad_w[i] = np.transpose(A[i]) @ delta
        grad_b[i] = np.sum(delta, axis=0)
        W[i] -= learn_rate * grad_w[i]
        delta_below = delta @ np.transpose(W[i])
        delta = delta_below * (A[i] > 0)
    return grad_w, grad_b
