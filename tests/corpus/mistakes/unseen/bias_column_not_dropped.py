# exercise: 1
# source: stats.stackexchange.com question 403921 'XOR Neural Network, Problem finding shapes of delta for backpropagation algorithm': delta_2 = np.dot(theta_2.T, delta_3)*a_2*(1-a_2), where theta_2 has the bias column; operands could not be broadcast together with shapes (3,) (2,)
# mistake: The matrices that pass the gradient back still have the column of the biases, so that the result has one entry more than the layer has units.
# lines: 24, 25, 26
# crash: yes
# first wrong: -
import numpy as np


def exercise1(W, B, A, Y, T):
    theta_1, theta_2, theta_3, theta_4 = [np.vstack([b, w]).T for w, b in zip(W, B)]
    Delta_1 = np.zeros(theta_1.shape)
    Delta_2 = np.zeros(theta_2.shape)
    Delta_3 = np.zeros(theta_3.shape)
    Delta_4 = np.zeros(theta_4.shape)
    m = len(T)
    for i in range(m):
        a_1 = A[0][i]
        a_2 = A[1][i]
        a_3 = A[2][i]
        a_4 = A[3][i]

        delta_5 = 2 * (Y[i] - T[i])
        delta_4 = np.dot(theta_4.T, delta_5) * (a_4 > 0)
        delta_3 = np.dot(theta_3.T, delta_4) * (a_3 > 0)
        delta_2 = np.dot(theta_2.T, delta_3) * (a_2 > 0)

        Delta_4 += np.outer(delta_5, np.append(1, a_4))
        Delta_3 += np.outer(delta_4, np.append(1, a_3))
        Delta_2 += np.outer(delta_3, np.append(1, a_2))
        Delta_1 += np.outer(delta_2, np.append(1, a_1))

    D = [Delta / m for Delta in (Delta_1, Delta_2, Delta_3, Delta_4)]
    return [d[:, 1:].T for d in D], [d[:, 0] for d in D]
