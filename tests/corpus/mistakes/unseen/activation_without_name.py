# exercise: 1
# source: thenumbernine/lua-neuralnet (Lua), commit f2144eb "oops", activation.lua: the table funcs, "in case you want to access the funcs by name", had the entries ReLU and ReLUDeriv without a name, they became ReLU = ReLU and ReLUDeriv = ReLUDeriv
# mistake: the two functions get the numbers 1 and 2 in the table instead of their names, so the network does not find them by name
# lines: 27, 28
# crash: yes
# first wrong: -
import numpy as np

def table(*positional, **named):
    entries = dict(enumerate(positional, 1))
    entries.update(named)
    return entries

def ReLU(x):
    return 0.0 if x < 0 else x

def ReLUDeriv(x, y):
    return 1.0 if x > 0 else 0.0

def linear(x):
    return x

def linearDeriv(x, y):
    return 1.0

funcs = table(
    ReLU,
    ReLUDeriv,
    linear=linear,
    linearDeriv=linearDeriv,
)

class Layer:
    def __init__(self, w, b, activation):
        self.w, self.b = w, b
        self.activation = np.vectorize(funcs[activation])
        self.activationDeriv = np.vectorize(funcs[activation + "Deriv"])

    def feedForward(self, x):
        self.x = x
        self.net = x @ self.w + self.b
        self.y = self.activation(self.net)
        return self.y

    def backPropagate(self, yErr):
        netErr = yErr * self.activationDeriv(self.net, self.y)
        self.dw, self.db = self.x.T @ netErr, netErr.sum(axis=0)
        return netErr @ self.w.T

def exercise1(W, B, A, Y, T):
    names = ["ReLU"] * (len(W) - 1) + ["linear"]
    layers = [Layer(w, b, name) for w, b, name in zip(W, B, names)]
    y = A[0]
    for layer in layers:
        y = layer.feedForward(y)
    err = 2 * (y - T) / len(T)
    for layer in reversed(layers):
        err = layer.backPropagate(err)
    return [layer.dw for layer in layers], [layer.db for layer in layers]
