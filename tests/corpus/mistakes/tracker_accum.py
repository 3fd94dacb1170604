# exercise: 1
# source: FluxML/Flux.jl, issue 329 "gradient seems to be broken" (DimensionMismatch in accum!)
# mistake: The gradient of a broadcast sum is added to that of the bias without being summed over the samples first, so the shapes do not fit.
# lines: 35
# crash: yes
# first wrong: -
import numpy as np


class Tracked:
    def __init__(self, data, call=None, *args):
        self.data = np.asarray(data)
        self.grad = np.zeros(self.data.shape)
        self.call = call
        self.args = args


def accum(x, delta):
    x.grad += delta


def back(x, delta):
    accum(x, delta)
    if x.call is not None:
        x.call(delta, *x.args)


def matmul(delta, a, w):
    back(w, a.data.T @ delta)
    back(a, delta @ w.data.T)


def plus(delta, z, b):
    back(z, delta)
    back(b, delta)


def relu(delta, z):
    back(z, delta * (z.data > 0))


def exercise1(W, B, A, Y, T):
    ws = [Tracked(w) for w in W]
    bs = [Tracked(b) for b in B]
    h = Tracked(A[0])
    for i in range(4):
        z = Tracked(h.data @ ws[i].data, matmul, h, ws[i])
        z = Tracked(z.data + bs[i].data, plus, z, bs[i])
        h = z if i == 3 else Tracked(A[i + 1], relu, z)
    back(h, 2 * (Y - T) / len(T))
    return [w.grad for w in ws], [b.grad for b in bs]
