# exercise: 1
# source: "Basic Backpropagation Implementation Not Working" (a question at howtodevelop.eu, number 251411, Python with numpy): with x as a column, z1 = w1.T.dot(x), stood delta2 = np.dot(delta3, w2.T) * sigmoid(z1, deriv=True), and "delta2 is of size (8,8)"
# mistake: The samples are columns, but delta is multiplied with the transposed weights from the right, as for rows; the row that comes out of it and the column of derivatives make a square, which does not fit into the next product.
# lines: 34, 36, 38
# crash: yes
# first wrong: -
import numpy as np


def relu(x, deriv=False):
    if deriv:
        return (x > 0) * 1.0
    return x * (x > 0)


def exercise1(W, B, A, Y, T):
    w1, w2, w3, w4 = W
    b1, b2, b3, b4 = [b.reshape(-1, 1) for b in B]
    DW = [np.zeros(w.shape) for w in W]
    DB = [np.zeros(b.shape) for b in B]
    for n in range(len(T)):
        x = A[0][n].reshape(-1, 1)
        z1 = w1.T.dot(x) + b1
        a1 = relu(z1)
        z2 = w2.T.dot(a1) + b2
        a2 = relu(z2)
        z3 = w3.T.dot(a2) + b3
        a3 = relu(z3)
        y_hat = w4.T.dot(a3) + b4

        y_ = T[n].reshape(-1, 1)
        delta4 = 2 * (y_hat - y_) / len(T)
        dJdW4 = a3.dot(delta4.T)
        delta3 = np.dot(delta4, w4.T) * relu(z3, deriv=True)
        dJdW3 = a2.dot(delta3.T)
        delta2 = np.dot(delta3, w3.T) * relu(z2, deriv=True)
        dJdW2 = a1.dot(delta2.T)
        delta1 = np.dot(delta2, w2.T) * relu(z1, deriv=True)
        dJdW1 = x.dot(delta1.T)

        for total, dJdW in zip(DW, [dJdW1, dJdW2, dJdW3, dJdW4]):
            total += dJdW
        for total, delta in zip(DB, [delta1, delta2, delta3, delta4]):
            total += delta.ravel()
    return DW, DB
