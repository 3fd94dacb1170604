# exercise: 1
# source: JulianoLagana/deep-machine-learning, issue 6 and pull request 7: * and @ have equal precedence, parentheses are needed
# mistake: The operators * and @ are evaluated from left to right, so the mask meets the signal before that was sent through the weights.
# lines: 13
# crash: yes
# first wrong: -
import numpy as np


def exercise1(W, B, A, Y, T):
    delta = {3: 2 * (Y - T) / Y.shape[0]}
    for t in (2, 1, 0):
        delta[t] = (A[t + 1] > 0) * delta[t + 1] @ W[t + 1].T
    dL_dW = [A[t].T @ delta[t] for t in range(4)]
    dL_db = [np.ones(len(T)) @ delta[t] for t in range(4)]
    return dL_dW, dL_db
