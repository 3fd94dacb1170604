# exercise: 1
# source: codeproject.com, question 1097336 "MLP XOR backpropagation" (Java): dW1[j][i] += Z1[i] * input[j] + LR * dW1[j][i]
# mistake: The sum over the samples has a momentum term in it: a tenth of what is summed up so far is added to the gradient of the weights again with every sample.
# lines: 28
# crash: no
# first wrong: DW[3]
import numpy as np

LR = 0.1


class MLP:
    def __init__(self, weights, biases):
        self.weights = weights
        self.biases = biases
        self.dW = [np.zeros((len(w), len(w[0]))) for w in weights]
        self.dB = [np.zeros(len(b)) for b in biases]

    def backwards(self, values, output, target, count):
        z = [2.0 * (o - t) / count for o, t in zip(output, target)]
        layer = len(self.weights) - 1
        while layer >= 0:
            inputs = values[layer]
            w = self.weights[layer]
            dw = self.dW[layer]
            for i in range(len(z)):
                for j in range(len(inputs)):
                    dw[j][i] += z[i] * inputs[j] + LR * dw[j][i]
                self.dB[layer][i] += z[i]
            z_below = []
            for j in range(len(inputs)):
                error = 0.0
                for i in range(len(z)):
                    error += w[j][i] * z[i]
                z_below.append(error if inputs[j] > 0 else 0.0)
            z = z_below
            layer -= 1


def exercise1(W, B, A, Y, T):
    mlp = MLP(W, B)
    for n in range(len(Y)):
        mlp.backwards([a[n] for a in A], Y[n], T[n], Y.size)
    return mlp.dW, mlp.dB
