# exercise: 2
# source: style of the notes on fast.ai lesson 8, backprop from the foundations (jimypbr.github.io)
# mistake: none
# lines: -
# crash: no
# first wrong: -
import torch


class Lin():
    def __init__(self, w, b): self.w, self.b = w, b
    def __call__(self, inp):
        self.inp = inp
        self.out = inp @ self.w + self.b
        return self.out


class Relu():
    def __call__(self, inp):
        self.inp = inp
        self.out = inp.clamp_min(0.)
        return self.out


class Mse():
    def __call__(self, inp, targ):
        self.inp, self.targ = inp, targ
        self.out = (inp.squeeze(-1) - targ.squeeze(-1)).pow(2).mean()
        return self.out


class Model():
    def __init__(self, W, B):
        self.layers = []
        for w, b in zip(W, B):
            self.layers += [Lin(w, b), Relu()]
        self.layers.pop()
        self.loss = Mse()

    def __call__(self, x, targ):
        for l in self.layers: x = l(x)
        return self.loss(x, targ)


def exercise2(W, B, X, T):
    return Model(W, B)(X, T)
