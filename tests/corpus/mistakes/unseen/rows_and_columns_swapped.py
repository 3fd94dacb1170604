# exercise: 1
# source: KickaStone/simple-neural-network (C++, CUDA), commit dd51e73 "Fix the damn bug which cost me a whole day.", Network.cu, backprop: matMulvec(w[l+1], dC_dz[l+1], dC_da[l], layers[l], layers[l+1], true) became layers[l+1], layers[l]
# mistake: The numbers of rows and columns of the weights are passed in the wrong order to the product with the transposed matrix; it reads past the end of the vector of the output layer.
# lines: 54
# crash: yes
# first wrong: -
import numpy as np


def mat_mul_vec(a, b, c, row, col, transpose=False):
    if transpose:
        for i in range(col):
            s = 0.0
            for j in range(row):
                s += a[j * col + i] * b[j]
            c[i] = s
    else:
        for i in range(row):
            s = 0.0
            for j in range(col):
                s += a[i * col + j] * b[j]
            c[i] = s


def vec_mul(a, b, c, n):
    for i in range(n):
        c[i] = a[i] * b[i]


def cal_dw(a, delta, dw, input_size, output_size):
    for i in range(output_size):
        for j in range(input_size):
            dw[i * input_size + j] += delta[i] * a[j]


class NeuralNetwork:
    def __init__(self, layers, w):
        self.layers = layers
        self.num_layers = len(layers)
        self.w = [None] + [m.T.flatten() for m in w]
        self.dw = [None] + [np.zeros(m.size) for m in w]
        self.db = [None] + [np.zeros(m.shape[1]) for m in w]

    def backprop(self, a, y):
        da = [np.zeros(n) for n in self.layers]
        dz = [np.zeros(n) for n in self.layers]
        for l in range(self.num_layers - 1, 0, -1):
            n = self.layers[l]
            if l == self.num_layers - 1:
                z_prime = np.ones(n)
                da[l] = 2 * (a[l] - y)
            else:
                z_prime = np.where(a[l] > 0, 1.0, 0.0)
                mat_mul_vec(self.w[l + 1], dz[l + 1], da[l], self.layers[l], self.layers[l + 1], True)
            vec_mul(da[l], z_prime, dz[l], n)
            cal_dw(a[l - 1], dz[l], self.dw[l], self.layers[l - 1], n)
            self.db[l] += dz[l]


def exercise1(W, B, A, Y, T):
    nn = NeuralNetwork([len(W[0])] + [len(b) for b in B], W)
    for k in range(len(Y)):
        nn.backprop([a[k] for a in A] + [Y[k]], T[k])
    DW = [g.reshape(w.shape[1], w.shape[0]).T / len(Y) for g, w in zip(nn.dw[1:], W)]
    return DW, [g / len(Y) for g in nn.db[1:]]
