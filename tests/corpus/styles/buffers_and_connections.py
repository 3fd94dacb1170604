"""In the style of PyBrain: modules with error buffers, connections (also from a bias unit)."""
from numpy import zeros, ones, dot, outer, reshape


class Module(object):
    def __init__(self, dim):
        self.outputbuffer = zeros(dim)
        self.outputerror = zeros(dim)
        self.inputerror = zeros(dim)

    def reset(self):
        self.outputerror[:] = 0
        self.inputerror[:] = 0

    def backward(self):
        self._backwardImplementation(self.outputerror, self.inputerror, self.outputbuffer)


class LinearLayer(Module):
    def _backwardImplementation(self, outerr, inerr, outbuf):
        inerr[:] = outerr


class ReluLayer(Module):
    def _backwardImplementation(self, outerr, inerr, outbuf):
        inerr[:] = outerr * (outbuf > 0)


class FullConnection(object):
    def __init__(self, inmod, outmod, params):
        self.inmod, self.outmod = inmod, outmod
        self.indim, self.outdim = len(inmod.outputbuffer), len(outmod.outputbuffer)
        self.params = params
        self.derivs = zeros(params.size)

    def backward(self):
        outerr, inbuf = self.outmod.inputerror, self.inmod.outputbuffer
        self.inmod.outputerror += dot(reshape(self.params, (self.outdim, self.indim)).T, outerr)
        ds = self.derivs
        ds += outer(inbuf, outerr).T.flatten()


def exercise1(W, B, A, Y, T):
    bias = LinearLayer(1)
    bias.outputbuffer[:] = ones(1)
    modules = [LinearLayer(A[0].shape[1])] + [ReluLayer(a.shape[1]) for a in A[1:]]
    modules.append(LinearLayer(Y.shape[1]))
    full = [FullConnection(i, o, w.T.flatten()) for i, o, w in zip(modules, modules[1:], W)]
    biased = [FullConnection(bias, o, b.copy()) for o, b in zip(modules[1:], B)]
    for n in range(len(Y)):
        for m in modules + [bias]:
            m.reset()
        for m, a in zip(modules, list(A) + [Y]):
            m.outputbuffer[:] = a[n]
        modules[-1].outputerror[:] = 2 * (Y[n] - T[n]) / Y.size
        for k in range(len(full), 0, -1):
            modules[k].backward()
            full[k - 1].backward()
            biased[k - 1].backward()
    return [c.derivs.reshape(c.outdim, c.indim).T for c in full], [c.derivs for c in biased]
