# exercise: 1
# source: dennybritz/nn-from-scratch, issue 11 "Wrong sign in expression for delta_3", with the halved error of davisking/dlib, issue 1169
# mistake: The difference is target minus output, and the factor 2 of the derivative is missing.
# lines: 15
# crash: no
# first wrong: DW[3]
import numpy as np


def exercise1(W, B, A, Y, T):
    num_examples = len(T)
    model = {"W1": W[0], "W2": W[1], "W3": W[2], "W4": W[3]}
    X, a1, a2, a3 = A

    delta5 = T - Y
    delta5 = delta5 / num_examples
    dW4 = (a3.T).dot(delta5)
    db4 = np.sum(delta5, axis=0)
    delta4 = delta5.dot(model["W4"].T) * (a3 > 0)
    dW3 = np.dot(a2.T, delta4)
    db3 = np.sum(delta4, axis=0)
    delta3 = delta4.dot(model["W3"].T) * (a2 > 0)
    dW2 = np.dot(a1.T, delta3)
    db2 = np.sum(delta3, axis=0)
    delta2 = delta3.dot(model["W2"].T) * (a1 > 0)
    dW1 = np.dot(X.T, delta2)
    db1 = np.sum(delta2, axis=0)
    return [dW1, dW2, dW3, dW4], [db1, db2, db3, db4]
