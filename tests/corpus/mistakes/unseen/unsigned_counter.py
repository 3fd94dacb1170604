# exercise: 1
# source: guillempla/Deep-Learning-From-Scratch (C++), commit 50d2272 'Fixed bug', src/model.cc, Model::back_propagate: for (unsigned i = layers.size()-1; i >= 0; i--) became for (int i = (int)layers.size()-1; ...)
# mistake: The counter of the layers is unsigned: it is always >= 0, and after the first layer it wraps around to a huge number, at which there is no layer.
# lines: 47
# crash: yes
# first wrong: -
import numpy as np

class Layer:
    def __init__(self, type, W, b, A):
        self.type, self.W, self.b, self.A = type, W, b, A
        self.dA = np.zeros_like(A)

    def get_activation(self):
        return self.A

    def set_activation_gradient(self, dA):
        self.dA = dA

    def activation_backward(self):
        if self.type == "relu":
            self.dZ = self.dA * (self.A > 0)
        elif self.type == "linear":
            self.dZ = self.dA
        else:
            raise ValueError("ERROR back_propagate: Wrong layer type!")

    def back_propagate(self, A_prev):
        self.activation_backward()
        m = A_prev.shape[1]
        self.dW = self.dZ @ A_prev.T / m
        self.db = self.dZ.sum(axis=1, keepdims=True) / m
        return self.W.T @ self.dZ

class Model:
    def __init__(self, X, Y, layers):
        self.X, self.Y, self.layers = X, Y, layers

    def get_previous_activation(self, i):
        return self.X if i == 0 else self.layers[i - 1].get_activation()

    def derivate_cost(self):
        return (self.layers[-1].get_activation() - self.Y) * 2

    def back_propagate(self):
        dA = self.derivate_cost()
        i = np.uint32(len(self.layers) - 1)
        while i >= 0:
            layer = self.layers[i]
            layer.set_activation_gradient(dA)
            dA = layer.back_propagate(self.get_previous_activation(i))
            i = i - i.dtype.type(1)

def exercise1(W, B, A, Y, T):
    layers = [Layer("relu", W[l].T, B[l].reshape(-1, 1), A[l + 1].T) for l in range(len(W) - 1)]
    layers.append(Layer("linear", W[-1].T, B[-1].reshape(-1, 1), Y.T))
    Model(A[0].T, T.T, layers).back_propagate()
    return [l.dW.T for l in layers], [l.db.ravel() for l in layers]
