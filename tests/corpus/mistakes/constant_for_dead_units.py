# exercise: 1
# source: SilasMarvin/dnns-from-scratch-in-zig, issue 5 "Possible bug in relu.zig": outputs[i] = 0.01 should be 0.01 * grads[i]
# mistake: Where a unit is off, a constant 0.01 is sent on, where nothing should pass.
# lines: 20
# crash: no
# first wrong: DW[2]
import numpy as np


class Relu:
    def __init__(self, last_inputs):
        self.last_inputs = last_inputs

    def backwards(self, grads):
        outputs = np.empty_like(grads)
        for i in range(grads.size):
            if self.last_inputs.flat[i] > 0:
                outputs.flat[i] = grads.flat[i]
            else:
                outputs.flat[i] = 0.01
        return outputs


class Layer:
    def __init__(self, weights, last_inputs):
        self.weights, self.last_inputs = weights, last_inputs

    def backwards(self, grads):
        self.weight_grads = self.last_inputs.T @ grads
        self.bias_grads = grads.sum(0)
        return grads @ self.weights.T


def exercise1(W, B, A, Y, T):
    layers = [Layer(w, a) for w, a in zip(W, A)]
    relus = [Relu(a) for a in A[1:]]
    g = 2 * (Y - T) / len(Y)
    g = layers[3].backwards(g)
    g = layers[2].backwards(relus[2].backwards(g))
    g = layers[1].backwards(relus[1].backwards(g))
    layers[0].backwards(relus[0].backwards(g))
    return [x.weight_grads for x in layers], [x.bias_grads for x in layers]
