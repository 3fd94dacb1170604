# exercise: 1
# source: datascience.stackexchange.com question 49802 'Why the loss is NAN by using linear activation function in the last layer' (Python, regression, one hidden layer): l2_delta = np.mean(y - l2)*2*(y-l2) #mse
# mistake: For the mean of the squares, the derivative is multiplied with the mean of the differences, instead of divided by the number of samples.
# lines: 20
# crash: no
# first wrong: DW[3]
import numpy as np


def exercise1(W, B, A, Y, T):
    x, y = A[0], T
    w0, w1, w2, w3 = W
    b0, b1, b2, b3 = B

    l1 = np.maximum(0, np.dot(x, w0) + b0)
    l2 = np.maximum(0, np.dot(l1, w1) + b1)
    l3 = np.maximum(0, np.dot(l2, w2) + b2)
    l4 = np.dot(l3, w3) + b3

    l4_delta = np.mean(l4 - y) * 2 * (l4 - y)
    l3_delta = l4_delta.dot(w3.T) * (l3 > 0)
    l2_delta = l3_delta.dot(w2.T) * (l2 > 0)
    l1_delta = l2_delta.dot(w1.T) * (l1 > 0)

    dw3 = l3.T.dot(l4_delta)
    dw2 = l2.T.dot(l3_delta)
    dw1 = l1.T.dot(l2_delta)
    dw0 = x.T.dot(l1_delta)

    db = [d.sum(axis=0) for d in (l1_delta, l2_delta, l3_delta, l4_delta)]
    return [dw0, dw1, dw2, dw3], db
