# exercise: 1
# source: Wisaacj/Neural-Net-From-Scratch (C++), commit 39e26f7 'Backpropagation', MLP.cpp, backwardPropagation: dW_1 = (dZ_1 * X.transpose()) * (1/X.cols()), while the others have * 1/X.cols() without brackets
# mistake: In the gradient of the first layer's weights, 1 divided by the number of samples stands in brackets and is a division of integers, so it is 0 and the gradient with it.
# lines: 40
# crash: no
# first wrong: DW[0]
import numpy as np


def ReLUDerivative(Z):
    return np.where(Z > 0, 1.0, 0.0)


class MLP:
    def __init__(self, W, B):
        self.w_1, self.w_2, self.w_3, self.w_4 = [w.T for w in W]
        self.b_1, self.b_2, self.b_3, self.b_4 = [b.reshape(-1, 1) for b in B]

    def forwardPropagation(self, X):
        Z_1 = self.w_1 @ X + self.b_1
        A_1 = np.maximum(Z_1, 0)
        Z_2 = self.w_2 @ A_1 + self.b_2
        A_2 = np.maximum(Z_2, 0)
        Z_3 = self.w_3 @ A_2 + self.b_3
        A_3 = np.maximum(Z_3, 0)
        A_4 = self.w_4 @ A_3 + self.b_4
        return Z_1, A_1, Z_2, A_2, Z_3, A_3, A_4

    def backwardPropagation(self, X, y, Z_1, A_1, Z_2, A_2, Z_3, A_3, A_4):
        dZ_4 = 2 * (A_4 - y)
        dW_4 = (dZ_4 @ A_3.T) * 1 / X.shape[1]
        db_4 = dZ_4.sum(axis=1) * 1 / X.shape[1]
        dZ_3 = (self.w_4.T @ dZ_4) * ReLUDerivative(Z_3)
        dW_3 = (dZ_3 @ A_2.T) * 1 / X.shape[1]
        db_3 = dZ_3.sum(axis=1) * 1 / X.shape[1]
        dZ_2 = (self.w_3.T @ dZ_3) * ReLUDerivative(Z_2)
        dW_2 = (dZ_2 @ A_1.T) * 1 / X.shape[1]
        db_2 = dZ_2.sum(axis=1) * 1 / X.shape[1]
        dZ_1 = (self.w_2.T @ dZ_2) * ReLUDerivative(Z_1)
        dW_1 = (dZ_1 @ X.T) * (1 // X.shape[1])
        db_1 = dZ_1.sum(axis=1) * 1 / X.shape[1]
        return [dW_1, dW_2, dW_3, dW_4], [db_1, db_2, db_3, db_4]


def exercise1(W, B, A, Y, T):
    net = MLP(W, B)
    X, y = A[0].T, T.T
    DW, DB = net.backwardPropagation(X, y, *net.forwardPropagation(X))
    return [dW.T for dW in DW], DB
