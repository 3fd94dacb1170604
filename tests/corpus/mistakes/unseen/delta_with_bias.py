# exercise: 1
# source: Cross Validated 403921 "XOR Neural Network, Problem finding shapes of delta for backpropagation algorithm": operands could not be broadcast together with shapes (3,) (2,)
# mistake: The delta of a hidden layer is computed with all columns of Theta, also that of the biases, so it has one entry more than the layer has units.
# lines: 20
# crash: yes
# first wrong: -
import numpy as np


def g_prime(a):
    return (a > 0).astype(float)


def accumulate(Theta, activations, delta, Delta):
    """One training example: Delta(l) := Delta(l) + delta(l+1) a(l)'"""
    for l in range(len(Theta) - 1, -1, -1):
        a = activations[l]
        Delta[l] += np.outer(delta, np.append(1.0, a))
        if l > 0:
            delta = np.dot(Theta[l].T, delta)
            delta = delta * g_prime(a)


def exercise1(W, B, A, Y, T):
    # s_(l+1) rows and s_l + 1 columns each
    Theta = [np.column_stack([b, w.T]) for w, b in zip(W, B)]
    Delta = [np.zeros(theta.shape) for theta in Theta]
    m = T.shape[0]
    for t in range(m):
        activations = [a[t] for a in A]
        accumulate(Theta, activations, 2 * (Y[t] - T[t]), Delta)
    D = [d / m for d in Delta]
    return [d[:, 1:].T for d in D], [d[:, 0] for d in D]
