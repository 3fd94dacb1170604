# exercise: 1
# source: a Stack Overflow question "Backpropagation: Why doesn't error approach zero when it is multiplied by deriv of sigmoid?"
# mistake: The deltas of the hidden layers are made from the error of the output; the hidden errors are computed, from errors and not from deltas, but not used.
# lines: 21, 22, 23, 24, 25, 26
# crash: no
# first wrong: DW[2]
import numpy as np


def relu(x, deriv=False):
    if deriv == True:
        return 1.0 * (x > 0)
    return np.maximum(x, 0)


def network(inputs, label, w, hidden, output):
    # Calculate error and delta
    error = 2 * (output - label) / label.shape[1]
    delta = error

    hidden_error3 = np.dot(w[3].T, error)
    delta_hidden3 = error * relu(hidden[2], True)
    hidden_error2 = np.dot(w[2].T, hidden_error3)
    delta_hidden2 = error * relu(hidden[1], True)
    hidden_error1 = np.dot(w[1].T, hidden_error2)
    delta_hidden1 = error * relu(hidden[0], True)

    # Gradients
    d_w = [
        np.dot(delta_hidden1, inputs.T),
        np.dot(delta_hidden2, hidden[0].T),
        np.dot(delta_hidden3, hidden[1].T),
        np.dot(delta, hidden[2].T),
    ]
    d_b = [delta_hidden1, delta_hidden2, delta_hidden3, delta]
    return d_w, d_b


def exercise1(W, B, A, Y, T):
    record = np.array(A[0], ndmin=2).T
    d_w, d_b = network(record, T.T, [w.T for w in W], [a.T for a in A[1:]], Y.T)
    return [d.T for d in d_w], [np.sum(d, 1) for d in d_b]
