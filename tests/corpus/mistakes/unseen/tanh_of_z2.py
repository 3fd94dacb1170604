# exercise: 1
# source: dennybritz/nn-from-scratch, pull request 3 "Update nn-from-scratch.ipynb": it should be 1 - tanh^2(z1), rather than 1 - tanh^2(z2)
# mistake: The delta of the first hidden layer is multiplied by the derivative of ReLU in the second hidden layer.
# lines: 29
# crash: no
# first wrong: DW[0]
import numpy as np


def relu_prime(a):
    return np.where(a > 0, 1.0, 0.0)


def exercise1(W, B, A, Y, T):
    W1, W2, W3, W4 = W
    X, a1, a2, a3 = A
    num_examples = X.shape[0]

    # Backpropagation
    delta5 = 2.0 * (Y - T) / num_examples
    dW4 = (a3.T).dot(delta5)
    db4 = np.sum(delta5, axis=0)
    delta4 = delta5.dot(W4.T) * relu_prime(a3)
    dW3 = np.dot(a2.T, delta4)
    db3 = np.sum(delta4, axis=0)
    delta3 = delta4.dot(W3.T) * relu_prime(a2)
    dW2 = np.dot(a1.T, delta3)
    db2 = np.sum(delta3, axis=0)
    delta2 = delta3.dot(W2.T) * relu_prime(a2)
    dW1 = np.dot(X.T, delta2)
    db1 = np.sum(delta2, axis=0)

    return [dW1, dW2, dW3, dW4], [db1, db2, db3, db4]
