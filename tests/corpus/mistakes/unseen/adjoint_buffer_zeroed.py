# exercise: 1
# source: bshillingford/autobw.torch (Lua), commit 8941723 'Fix bug with backprop in y-shaped models.', tape.lua, _update_adjoint: cache.buffer[p]:zero() became cache.buffer[p]:copy(self._adjoint_map[p])
# mistake: When the second contribution to a value comes in, and there is a buffer from an earlier pass of the tape, the buffer is set to zero instead of to the first contribution, which is lost.
# lines: 29
# crash: no
# first wrong: DW[1]
import numpy as np


class Tape:
    def __init__(self):
        self.buffer = {}

    def begin(self):
        self.tape = []
        self.values = {}
        self.adjoint = {}
        self.buffer_active = set()

    def unit(self, name, inputs, weights, bias, relu):
        x = np.array([self.values[i] for i in inputs])
        z = x.dot(weights) + bias
        self.values[name] = max(z, 0.0) if relu else z
        self.tape.append((name, inputs, x, weights, relu))

    def update_adjoint(self, p, dx):
        if p in self.adjoint and p in self.buffer:
            if p not in self.buffer_active:
                self.buffer[p][...] = 0.0
                self.buffer_active.add(p)
                self.adjoint[p] = self.buffer[p]
            self.adjoint[p] += dx
        elif p in self.adjoint:
            self.buffer[p] = self.adjoint[p].copy()
            self.buffer_active.add(p)
            self.adjoint[p] = self.buffer[p]
            self.adjoint[p] += dx
        else:
            self.adjoint[p] = np.array([dx])

    def backward(self, grads):
        for name, inputs, x, weights, relu in reversed(self.tape):
            d = self.adjoint[name][0]
            if relu and self.values[name] <= 0:
                d = 0.0
            grads[name] = grads.get(name, 0.0) + d * np.append(x, 1.0)
            for p, w in zip(inputs, weights):
                self.update_adjoint(p, d * w)


def exercise1(W, B, A, Y, T):
    sizes = [w.shape[1] for w in W]
    tape, grads = Tape(), {}
    for x, t in zip(A[0], T):
        tape.begin()
        names = [(0, i) for i in range(len(x))]
        tape.values.update(zip(names, x))
        for l, (w, b) in enumerate(zip(W, B)):
            inputs, names = names, [(l + 1, j) for j in range(sizes[l])]
            for j, name in enumerate(names):
                tape.unit(name, inputs, w[:, j], b[j], l < len(W) - 1)
        tape.update_adjoint(names[0], 2 * (tape.values[names[0]] - t[0]) / len(T))
        tape.backward(grads)
    G = [np.stack([grads[l + 1, j] for j in range(n)], axis=1) for l, n in enumerate(sizes)]
    return [g[:-1] for g in G], [g[-1] for g in G]
