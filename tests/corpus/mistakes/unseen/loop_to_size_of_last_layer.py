# exercise: 1
# source: PravCoder/FeedForwardNeuralNetwork_FromScratch_NoNumpy_PurePython (Python lists), commit 0e23c48 "fix backprop index bug in new representation", NN.py: below "rest of the layers" the innermost loop was copied from the last layer as for cur in range(self.dimensions[L]); it became self.dimensions[l]
# mistake: In the loop over the hidden layers the index cur runs to dimensions[L], the number of outputs, where it has to run over all units of layer l, so only the first unit of each hidden layer is treated.
# lines: 44
# crash: no
# first wrong: DW[2]
import numpy as np


class FeedForwardNeuralNetwork:
    def __init__(self, W, b, A, AL, Y):
        self.W = [None] + [w.tolist() for w in W]
        self.A = [a.T.tolist() for a in A] + [AL.T.tolist()]
        self.Y = Y.T.tolist()
        self.dimensions = [len(a) for a in self.A]
        self.m = len(self.Y[0])
        self.dW = [None] + [np.zeros(w.shape).tolist() for w in W]
        self.db = [None] + [[0.0] * len(v) for v in b]
        self.dA = [[[0.0] * self.m for _ in range(d)] for d in self.dimensions]
        self.dZ = [[[0.0] * self.m for _ in range(d)] for d in self.dimensions]

    def relu_single(self, a):
        return 1.0 if a > 0 else 0.0

    def backward_propagation(self):
        L = len(self.dimensions) - 1
        for cur in range(self.dimensions[L]):
            for m in range(self.m):
                self.dA[L][cur][m] = 2 * (self.A[L][cur][m] - self.Y[cur][m])
                self.dZ[L][cur][m] = self.dA[L][cur][m]
                self.db[L][cur] += self.dZ[L][cur][m] / self.m
        for m in range(self.m):
            for prev in range(self.dimensions[L - 1]):
                for cur in range(self.dimensions[L]):
                    self.dW[L][prev][cur] += self.dZ[L][cur][m] * self.A[L - 1][prev][m] / self.m
                    self.dA[L - 1][prev][m] += self.W[L][prev][cur] * self.dZ[L][cur][m]
        for l in range(L - 1, 0, -1):
            for cur in range(self.dimensions[l]):
                for m in range(self.m):
                    self.dZ[l][cur][m] = self.dA[l][cur][m] * self.relu_single(self.A[l][cur][m])
                    self.db[l][cur] += self.dZ[l][cur][m] / self.m
            for m in range(self.m):
                for prev in range(self.dimensions[l - 1]):
                    for cur in range(self.dimensions[L]):
                        self.dW[l][prev][cur] += self.dZ[l][cur][m] * self.A[l - 1][prev][m] / self.m
                        self.dA[l - 1][prev][m] += self.W[l][prev][cur] * self.dZ[l][cur][m]


def exercise1(W, B, A, Y, T):
    nn = FeedForwardNeuralNetwork(W, B, A, Y, T)
    nn.backward_propagation()
    return [np.array(g) for g in nn.dW[1:]], [np.array(g) for g in nn.db[1:]]
