# exercise: 1
# source: apache/singa, pull request 510 (review): "dy is not multiplied in the backward?"; with the halved error of davisking/dlib, issue 1169
# mistake: The backward of ReLU returns its mask without multiplying by dy, and the derivative of the squared error lacks its factor 2.
# lines: 17, 28
# crash: no
# first wrong: DW[3]
import numpy as np


class Operation:
    def __init__(self, **kwargs):
        self.__dict__.update(kwargs)


class MeanSquareError(Operation):
    def backward(self):
        return (self.x - self.t) / self.x.shape[0]


class Linear(Operation):
    def backward(self, dy):
        return np.matmul(dy, self.W.T), np.matmul(self.x.T, dy), dy.sum(axis=0)


class ReLU(Operation):
    def backward(self, dy):
        mask = np.float64(self.y > 0)
        return mask


def exercise1(W, B, A, Y, T):
    dy = MeanSquareError(x=Y, t=T).backward()
    dws, dbs = [], []
    for k in range(len(W))[::-1]:
        dy, dw, db = Linear(W=W[k], x=A[k]).backward(dy)
        dws.append(dw)
        dbs.append(db)
        if k > 0:
            dy = ReLU(y=A[k]).backward(dy)
    return dws[::-1], dbs[::-1]
