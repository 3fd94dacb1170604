# exercise: 1
# source: EthanPeng-2048/neuralnet.cpp (C++), commit 635264e "Fix attention grad_A direction bug causing GPT loss plateau", compute_layer.hpp, backward of the GPT model: it called engine.zero(grad_token_emb_) and engine.zero(grad_pos_emb_) at its start; both were commented out with the remark that the optimizer clears the gradients and that this loses those of the earlier rounds when accumulating (the other mend of the commit is left out)
# mistake: The gradients are accumulated over several parts of the batch, but the first layer sets its own to zero in each backward pass, so that only those of the last part are left.
# lines: 25, 26
# crash: no
# first wrong: DW[0]
import numpy as np


class Param:
    def __init__(self, value):
        self.value = value
        self.grad = np.zeros_like(value)


class Embedding:
    def __init__(self, w, b):
        self.table, self.pos = Param(w), Param(b)

    def forward(self, x):
        self.x = x
        return x @ self.table.value + self.pos.value

    def backward(self, g):
        self.table.grad[...] = 0
        self.pos.grad[...] = 0
        self.table.grad += self.x.T @ g
        self.pos.grad += g.sum(axis=0)


class Block:
    def __init__(self, w, b):
        self.w, self.b = Param(w), Param(b)

    def forward(self, x):
        self.mask = x > 0
        self.x = x * self.mask
        return self.x @ self.w.value + self.b.value

    def backward(self, g):
        self.w.grad += self.x.T @ g
        self.b.grad += g.sum(axis=0)
        return g @ self.w.value.T * self.mask


class Model:
    def __init__(self, W, B):
        self.embedding = Embedding(W[0], B[0])
        self.blocks = [Block(w, b) for w, b in zip(W[1:], B[1:])]

    def forward(self, x):
        x = self.embedding.forward(x)
        for block in self.blocks:
            x = block.forward(x)
        return x

    def backward(self, g):
        for block in self.blocks[::-1]:
            g = block.backward(g)
        self.embedding.backward(g)

    def params(self):
        return [self.embedding.table, self.embedding.pos] + [p for k in self.blocks for p in (k.w, k.b)]


def exercise1(W, B, A, Y, T):
    model = Model(W, B)
    for p in model.params():
        p.grad.fill(0)
    accum_steps = 4
    for x, t in zip(np.split(A[0], accum_steps), np.split(T, accum_steps)):
        out = model.forward(x)
        model.backward(2 * (out - t) / len(x) / accum_steps)
    grads = [p.grad for p in model.params()]
    return grads[0::2], grads[1::2]
