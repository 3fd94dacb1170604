# exercise: 1
# source: matheusfacure/Tutoriais-de-AM, pull request 2 "Fix backprop" (commit 5941541): d_out = d_in.reshape(-1,1).dot(self.W.reshape(1,-1)), became d_in.dot(self.W.T)
# mistake: What is handed back is written with reshape to a column and a row, as for a layer with one output, and fails in the layers with six.
# lines: 18
# crash: yes
# first wrong: -
import numpy as np


class LinearLayer:
    def __init__(self, W, z_in):
        self.W = W
        self.z_in = z_in

    def backward(self, d_in):
        self.dW = self.z_in.T.dot(d_in)
        self.db = d_in.sum(axis=0)
        self.d_out = d_in.reshape(-1, 1).dot(self.W.reshape(1, -1))
        return self.d_out


class ReluLayer:
    def __init__(self, z_out):
        self.z_out = z_out

    def backward(self, d_in):
        d_out = d_in.copy()
        d_out[self.z_out <= 0] = 0
        return d_out


def exercise1(W, B, A, Y, T):
    linear = [LinearLayer(w, a) for w, a in zip(W, A)]
    d = 2 * (Y - T) / T.shape[0]
    for i in range(len(linear) - 1, -1, -1):
        d = linear[i].backward(d)
        if i > 0:
            d = ReluLayer(A[i]).backward(d)
    return [layer.dW for layer in linear], [layer.db for layer in linear]
