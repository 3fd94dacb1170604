# exercise: 1
# source: jeffheaton/encog-dotnet-core issue 124 'Wrong derivative in RELU Activation' (C#; the class came with commit f49a817b): ActivationReLU.DerivativeFunction(b, a) returned 1 / (1 + Math.Pow(Math.E, -a))
# mistake: The derivative of ReLU is the logistic function of the activation, where it should be 0 or 1.
# lines: 22
# crash: no
# first wrong: DW[2]
import numpy as np


class ActivationLinear:
    def DerivativeFunction(self, b, a):
        return 1.0


class ActivationReLU:
    PARAM_THRESHOLD = 0

    def __init__(self, threshold=0.0):
        self._params = [threshold]

    def DerivativeFunction(self, b, a):
        return 1 / (1 + pow(np.e, -a))


class GradientWorker:
    def __init__(self, weights, layerCounts, activations):
        self.weights, self.layerCounts, self.activations = weights, layerCounts, activations
        self.gradients = [[0.0] * len(w) for w in weights]
        self.biasGradients = [[0.0] * n for n in layerCounts[1:]]

    def Process(self, layerOutput, ideal):
        last = len(self.layerCounts) - 1
        delta = [2 * (o - i) for o, i in zip(layerOutput[last], ideal)]
        for level in range(last, 0, -1):
            delta = self.ProcessLevel(level, layerOutput[level - 1], layerOutput[level], delta)

    def ProcessLevel(self, level, fromOutput, toOutput, error):
        toSize, f = self.layerCounts[level], self.activations[level - 1]
        delta = [e * f.DerivativeFunction(o, o) for e, o in zip(error, toOutput)]
        back, index = [], 0
        for y in range(self.layerCounts[level - 1]):
            total = 0.0
            for x in range(toSize):
                self.gradients[level - 1][index] += fromOutput[y] * delta[x]
                total += self.weights[level - 1][index] * delta[x]
                index += 1
            back.append(total)
        for x in range(toSize):
            self.biasGradients[level - 1][x] += delta[x]
        return back


def exercise1(W, B, A, Y, T):
    counts = [w.shape[0] for w in W] + [W[-1].shape[1]]
    worker = GradientWorker([w.ravel() for w in W], counts,
                            [ActivationReLU() for _ in W[1:]] + [ActivationLinear()])
    for i in range(len(T)):
        worker.Process([a[i] for a in A] + [Y[i]], T[i])
    DW = [np.array(g).reshape(w.shape) / len(T) for g, w in zip(worker.gradients, W)]
    return DW, [np.array(g) / len(T) for g in worker.biasGradients]
