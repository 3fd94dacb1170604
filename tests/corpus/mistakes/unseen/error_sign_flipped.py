# exercise: 1
# source: pythoner.space, question 'The cost function of the neural network is failing to minimize' (Python, MNIST, also on Stack Overflow): e_L = (outputs - A2) * d_sig(Z2), and then W = np.subtract(W, rate * c_W)
# mistake: The error of the last layer is target minus output, while the gradient needs output minus target; all gradients have the wrong sign.
# lines: 38
# crash: no
# first wrong: DW[3]
import numpy as np


def nn_forward(inputs, W, B):
    return np.dot(inputs, W.T) + B.T


def d_relu(Z):
    return np.where(Z > 0, 1.0, 0.0)


def exercise1(W, B, A, Y, T):
    batch = 8
    X = A[0]
    W1, W2, W3, W4 = W
    B1, B2, B3, B4 = [b.reshape((np.size(b), 1)) for b in B]
    c_W = [np.zeros(w.shape) for w in W]
    c_B = [np.zeros((np.size(b), 1)) for b in B]

    for b in range(0, np.size(X, 0), batch):
        inputs = X[b:b + batch]
        outputs = T[b:b + batch]

        Z1 = nn_forward(inputs, W1.T, B1)
        A1 = np.maximum(Z1, 0)
        Z2 = nn_forward(A1, W2.T, B2)
        A2 = np.maximum(Z2, 0)
        Z3 = nn_forward(A2, W3.T, B3)
        A3 = np.maximum(Z3, 0)
        A4 = nn_forward(A3, W4.T, B4)

        e_4 = 2 * (outputs - A4)
        e_3 = np.multiply(np.dot(e_4, W4.T), d_relu(Z3))
        e_2 = np.multiply(np.dot(e_3, W3.T), d_relu(Z2))
        e_1 = np.multiply(np.dot(e_2, W2.T), d_relu(Z1))

        for i, (a, e) in enumerate(zip([inputs, A1, A2, A3], [e_1, e_2, e_3, e_4])):
            c_B[i] = np.add(c_B[i], np.sum(e, axis=0).reshape((np.size(B[i]), 1)))
            c_W[i] = np.add(c_W[i], np.dot(a.T, e))

    n = np.size(X, 0)
    return [c / n for c in c_W], [c.reshape(-1) / n for c in c_B]
