# exercise: 1
# source: timtakcs/neural-net-from-scratch (C++), commit f5174ab 'everything works', net.cpp, backpropagate: dz_2 = Out * dz_out.transpose(); dz_2 = dz_2.unaryExpr(&relu_derivative); and the same for dz_1
# mistake: The derivative of ReLU is taken of the gradient that came back and put in its place, instead of being taken of the pre-activation and multiplied with it.
# lines: 40, 45, 50
# crash: no
# first wrong: DW[2]
import numpy as np


def relu(z):
    return np.maximum(z, 0)


def relu_derivative(z):
    return (z > 0).astype(float)


class Net:
    def __init__(self, W, B):
        self.W1, self.W2, self.W3, self.Out = W
        self.b1, self.b2, self.b3, self.b_out = B

    def forward_pass(self, data):
        self.Input = data
        self.pass1 = data @ self.W1 + self.b1
        self.activation1 = relu(self.pass1)
        self.pass2 = self.activation1 @ self.W2 + self.b2
        self.activation2 = relu(self.pass2)
        self.pass3 = self.activation2 @ self.W3 + self.b3
        self.activation3 = relu(self.pass3)
        self.pass_out = self.activation3 @ self.Out + self.b_out

    def backpropagate(self, labels):
        n = labels.size
        dz_out = 2 * (self.pass_out - labels).T
        self.dw_out = (dz_out @ self.activation3) / n
        self.db_out = dz_out.sum(axis=1) / n

        dz_3 = self.Out @ dz_out
        dz_3 = relu_derivative(dz_3)
        self.dw_3 = (dz_3 @ self.activation2) / n
        self.db_3 = dz_3.sum(axis=1) / n

        dz_2 = self.W3 @ dz_3
        dz_2 = relu_derivative(dz_2)
        self.dw_2 = (dz_2 @ self.activation1) / n
        self.db_2 = dz_2.sum(axis=1) / n

        dz_1 = self.W2 @ dz_2
        dz_1 = relu_derivative(dz_1)
        self.dw_1 = (dz_1 @ self.Input) / n
        self.db_1 = dz_1.sum(axis=1) / n


def exercise1(W, B, A, Y, T):
    net = Net(W, B)
    net.forward_pass(A[0])
    net.backpropagate(T)
    DW = [net.dw_1.T, net.dw_2.T, net.dw_3.T, net.dw_out.T]
    return DW, [net.db_1, net.db_2, net.db_3, net.db_out]
