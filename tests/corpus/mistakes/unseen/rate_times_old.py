# exercise: 1
# source: CodeProject question 1097336 "MLP XOR backpropagation" (Java): dW1[j][i] += Z1[i] * input[j] + LR*dW1[j][i]
# mistake: A part of the gradient that was summed up so far is added to the gradient of the weights again with every sample.
# lines: 33
# crash: no
# first wrong: DW[3]
import numpy as np

LR = 0.1


class MLP:
    def __init__(self, W, B):
        self.W = W
        self.dW = [np.zeros(w.shape) for w in W]
        self.dB = [np.zeros(b.shape) for b in B]

    def backwards(self, layers, output, target):
        Z = [None, None, None, output - target]
        for n in (2, 1, 0):
            NI, NO = self.W[n + 1].shape
            Z[n] = np.zeros(NI)
            for i in range(NI):
                error = 0.0
                for j in range(NO):
                    error += self.W[n + 1][i, j] * Z[n + 1][j]
                if layers[n + 1][i] > 0:
                    Z[n][i] = error
        for n in range(4):
            NI, NO = self.W[n].shape
            for i in range(NO):
                for j in range(NI):
                    self.dW[n][j, i] += Z[n][i] * layers[n][j] + LR * self.dW[n][j, i]
                self.dB[n][i] += Z[n][i]


def exercise1(W, B, A, Y, T):
    mlp = MLP(W, B)
    for s in range(len(T)):
        mlp.backwards([a[s] for a in A], Y[s], T[s])
    factor = 2 / len(T)
    return [factor * d for d in mlp.dW], [factor * d for d in mlp.dB]
