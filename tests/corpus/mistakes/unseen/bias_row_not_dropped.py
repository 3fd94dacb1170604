# exercise: 1
# source: ValentinoTriadi/FFNN-from-scratch (Python), commit bf5928f 'fix : update weight', src/model/ffnn.py: np.dot(self.deltas[i + 1], self.bobot[..][i + 1].T) became np.dot(self.deltas[i], self.bobot[..][i][1:].T), and the gradient got its / input_to_layer.shape[0]
# mistake: The biases are the first row of the weights, and the delta is sent back through this row too, so that it has a column too many; and the gradient is not divided by the number of samples.
# lines: 39, 42
# crash: yes
# first wrong: -
import numpy as np


class FFNN:
    def __init__(self, bobot, fungsi_aktivasi):
        self.bobot = bobot
        self.jumlah_layer = len(bobot)
        self.fungsi_aktivasi = fungsi_aktivasi
        self.hasil = []

    def aktivasi(self, nama, z):
        return np.maximum(0, z) if nama == "ReLU" else z

    def turunan_aktivasi(self, nama, a):
        return np.where(a > 0, 1, 0) if nama == "ReLU" else np.ones_like(a)

    def tambah_bias(self, x):
        return np.hstack((np.ones((x.shape[0], 1)), x))

    def forward(self, X):
        out = X
        for bobot, nama in zip(self.bobot, self.fungsi_aktivasi):
            out = self.aktivasi(nama, np.dot(self.tambah_bias(out), bobot))
            self.hasil.append(out)
        return out

    def backward(self, X, y):
        self.deltas = [None] * self.jumlah_layer
        self.gradients = [None] * self.jumlah_layer
        self.deltas[-1] = 2 * (self.hasil[-1] - y)
        for i in range(self.jumlah_layer - 2, -1, -1):
            turunan = self.turunan_aktivasi(self.fungsi_aktivasi[i], self.hasil[i])
            self.deltas[i] = np.dot(self.deltas[i + 1], self.bobot[i + 1].T) * turunan
        for i in range(self.jumlah_layer):
            masukan = X if i == 0 else self.hasil[i - 1]
            weight_grad = np.dot(self.tambah_bias(masukan).T, self.deltas[i])
            self.gradients[i] = {"weights": weight_grad[1:], "bias": weight_grad[0]}


def exercise1(W, B, A, Y, T):
    bobot = [np.vstack((b.reshape(1, -1), w)) for w, b in zip(W, B)]
    model = FFNN(bobot, ["ReLU"] * (len(W) - 1) + ["Linear"])
    model.forward(A[0])
    model.backward(A[0], T)
    DW = [g["weights"] for g in model.gradients]
    DB = [g["bias"] for g in model.gradients]
    return DW, DB
