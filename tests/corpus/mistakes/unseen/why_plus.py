# exercise: 1
# source: question "Why plus(+)?" on Theta2_grad = Theta2_grad + ... (Coursera ML, MATLAB; read at codingpro.cn/q/dVulPiOA2p): "Using +/plus NOT -/minus"
# mistake: The sum over the samples is taken with minus for the weights of the last layer, as if it were the step of the descent.
# lines: 24
# crash: no
# first wrong: DW[3]
import numpy as np


def exercise1(W, B, A, Y, T):
    m = len(T)
    X, H1, H2, H3 = A
    Theta1, Theta2, Theta3, Theta4 = W
    Theta1_grad, Theta2_grad = np.zeros((4, 6)), np.zeros((6, 6))
    Theta3_grad, Theta4_grad = np.zeros((6, 6)), np.zeros((6, 1))
    b1_grad, b2_grad, b3_grad, b4_grad = np.zeros(6), np.zeros(6), np.zeros(6), np.zeros(1)

    for i in range(m):
        xi = X[i, :]
        h1, h2, h3 = H1[i, :], H2[i, :], H3[i, :]
        oi, yi = Y[i, :], T[i, :]

        delta4 = 2 / m * (oi - yi)
        Theta4_grad = Theta4_grad - np.multiply(h3[:, None], delta4[None, :])
        b4_grad = b4_grad + delta4

        delta3 = np.sum(Theta4 * delta4, axis=1)
        delta3[h3 <= 0] = 0
        Theta3_grad = Theta3_grad + np.multiply(h2[:, None], delta3[None, :])
        b3_grad = b3_grad + delta3

        delta2 = np.sum(Theta3 * delta3, axis=1)
        delta2[h2 <= 0] = 0
        Theta2_grad = Theta2_grad + np.multiply(h1[:, None], delta2[None, :])
        b2_grad = b2_grad + delta2

        delta1 = np.sum(Theta2 * delta2, axis=1)
        delta1[h1 <= 0] = 0
        Theta1_grad = Theta1_grad + np.multiply(xi[:, None], delta1[None, :])
        b1_grad = b1_grad + delta1

    return [Theta1_grad, Theta2_grad, Theta3_grad, Theta4_grad], [b1_grad, b2_grad, b3_grad, b4_grad]
