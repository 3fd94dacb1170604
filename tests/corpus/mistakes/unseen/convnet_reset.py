# exercise: 1
# source: karpathy/convnetjs, issue 17 "Possible issue with batch_size parameter" (JavaScript): "you initialize the gradient to be zero on each backward pass"
# mistake: The gradient is set to zero in every backward pass, which is one for each sample, so only that of the last sample is left.
# lines: 22, 23
# crash: no
# first wrong: DW[3]
import numpy as np


class Vol:
    def __init__(self, w):
        self.w = np.array(w, dtype=float)
        self.dw = np.zeros(self.w.shape)


class FullyConnLayer:
    def __init__(self, filters, biases):
        self.filters = Vol(filters)
        self.biases = Vol(biases)

    def backward(self, in_act, out_dw):
        self.filters.dw = np.zeros(self.filters.w.shape)
        self.biases.dw = np.zeros(self.biases.w.shape)
        in_act.dw = np.zeros(in_act.w.shape)
        for i in range(len(out_dw)):
            chain_grad = out_dw[i]
            for d in range(len(in_act.w)):
                in_act.dw[d] += self.filters.w[d, i] * chain_grad
                self.filters.dw[d, i] += in_act.w[d] * chain_grad
            self.biases.dw[i] += chain_grad


class ReluLayer:
    def backward(self, in_act):
        for i in range(len(in_act.w)):
            if in_act.w[i] <= 0:
                in_act.dw[i] = 0


def exercise1(W, B, A, Y, T):
    layers = [FullyConnLayer(w, b) for w, b in zip(W, B)]
    relu = ReluLayer()
    for n in range(len(Y)):
        grad = 2 * (Y[n] - T[n]) / len(Y)
        for layer, a in zip(reversed(layers), reversed(A)):
            act = Vol(a[n])
            layer.backward(act, grad)
            relu.backward(act)
            grad = act.dw
    return [layer.filters.dw for layer in layers], [layer.biases.dw for layer in layers]
