# exercise: 1
# source: giusgal/autodiff (C++, dual numbers), commit a79e8de 'fix relu implementation', src/autodiff/forward/DualVar.hpp: relu returned DualVar<T>(arg.real_, 1), mended to DualVar<T>(arg.real_, arg.inf_)
# mistake: Where its argument is positive, relu gives the infinitesimal part 1 instead of the one of the argument.
# lines: 22
# crash: no
# first wrong: DW[3]
import numpy as np

class DualVar:
    def __init__(self, real, inf=0.0):
        self.real = real
        self.inf = inf
    def __add__(self, rhs):
        return DualVar(self.real + rhs.real, self.inf + rhs.inf)
    def __sub__(self, rhs):
        return DualVar(self.real - rhs.real, self.inf - rhs.inf)
    def __mul__(self, rhs):
        return DualVar(self.real * rhs.real, self.inf * rhs.real + self.real * rhs.inf)

def relu(arg):
    if arg.real > 0:
        return DualVar(arg.real, 1.0)
    else:
        return DualVar(0.0, 0.0)

def unpack(params, shapes):
    layers, k = [], 0
    for n, m in shapes:
        w = [params[k + i * m:k + (i + 1) * m] for i in range(n)]
        layers.append((w, params[k + n * m:k + n * m + m]))
        k += n * m + m
    return layers

def loss(params, shapes, x, t):
    layers = unpack(params, shapes)
    values = [DualVar(v) for v in x]
    for index, (w, b) in enumerate(layers):
        sums = []
        for j in range(len(b)):
            z = b[j]
            for i in range(len(values)):
                z = z + values[i] * w[i][j]
            sums.append(z if index == len(layers) - 1 else relu(z))
        values = sums
    error = values[0] - DualVar(t)
    return error * error

def exercise1(W, B, A, Y, T):
    shapes = [w.shape for w in W]
    params = np.concatenate([np.concatenate([w.ravel(), b]) for w, b in zip(W, B)])
    grad = np.zeros(len(params))
    for p in range(len(params)):
        duals = [DualVar(v, 1.0 if k == p else 0.0) for k, v in enumerate(params)]
        for x, t in zip(A[0], T):
            grad[p] += loss(duals, shapes, x, t[0]).inf / len(T)
    layers = unpack(grad, shapes)
    return [np.array(w) for w, _ in layers], [np.array(b) for _, b in layers]
