# exercise: 1
# source: the manner of forums.fast.ai (Lesson 13, a post with classes Mse and Lin that keep .g) and of fast.ai's notebook 03_backprop
# mistake: none
# lines: -
# crash: no
# first wrong: -
import numpy as np


class Act:
    """An array with room for its gradient in .g"""

    def __init__(self, v):
        self.v, self.g = v, None


class Relu:
    def __init__(self, inp, out):
        self.inp, self.out = inp, out

    def backward(self):
        self.inp.g = (self.out.v > 0).astype(float) * self.out.g


class Lin:
    def __init__(self, w, b, inp, out):
        self.w, self.b, self.inp, self.out = w, b, inp, out

    def backward(self):
        self.inp.g = self.out.g @ self.w.v.T
        self.w.g = (self.inp.v[:, :, None] * self.out.g[:, None, :]).sum(0)
        self.b.g = self.out.g.sum(0)


class Mse:
    def __init__(self, inp, targ):
        self.inp, self.targ = inp, targ

    def backward(self):
        self.inp.g = 2.0 * (self.inp.v.squeeze() - self.targ.squeeze())[:, None] / self.targ.shape[0]


def exercise1(W, B, A, Y, T):
    ws, bs = [Act(w) for w in W], [Act(b) for b in B]
    acts = [Act(a) for a in A]
    pre = [Act(a) for a in A[1:]] + [Act(Y)]
    layers = []
    for i in range(4):
        layers.append(Lin(ws[i], bs[i], acts[i], pre[i]))
        if i < 3:
            layers.append(Relu(pre[i], acts[i + 1]))
    layers.append(Mse(pre[-1], T))
    for l in reversed(layers):
        l.backward()
    return [w.g for w in ws], [b.g for b in bs]
