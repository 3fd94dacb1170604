# exercise: 1
# source: chopsticks-user/Neural-Network-Cpp (C++), commit 6a5cb1b 'Fixed activation gradient error', Activation.hpp: if (*g_it > 0) *g_it = *li_it; else *g_it = 0; (before, it was 1 and 0)
# mistake: The backward function of ReLU asks for the sign of the gradient and returns the last input there; it must let the gradient pass where the last input is positive.
# lines: 19, 20
# crash: no
# first wrong: DW[2]
import numpy as np


class ReLU:
    @staticmethod
    def forward(inp):
        return np.maximum(inp, 0)

    @staticmethod
    def backward(grad, last_inp):
        g, li = grad.flatten(), last_inp.ravel()
        for it in range(len(g)):
            if g[it] > 0:
                g[it] = li[it]
            else:
                g[it] = 0
        return g.reshape(grad.shape)


class Linear:
    def __init__(self, weight, bias, activation=None):
        self.weight, self.bias, self.activation = weight, bias, activation

    def forward(self, inp):
        self.last_inp = inp
        self.last_z = inp @ self.weight + self.bias
        return self.activation.forward(self.last_z) if self.activation else self.last_z

    def backward(self, grad):
        if self.activation:
            grad = self.activation.backward(grad, self.last_z)
        self.weight_grad = self.last_inp.T @ grad
        self.bias_grad = grad.sum(axis=0)
        return grad @ self.weight.T


class MSE:
    @staticmethod
    def grad(target, pred):
        return 2 * (pred - target) / pred.size


def exercise1(W, B, A, Y, T):
    l1, l2, l3 = (Linear(W[i], B[i], ReLU) for i in range(3))
    l4 = Linear(W[3], B[3])
    last_pred = l4.forward(l3.forward(l2.forward(l1.forward(A[0]))))
    l4_grad = l4.backward(MSE.grad(T, last_pred))
    l3_grad = l3.backward(l4_grad)
    l2_grad = l2.backward(l3_grad)
    l1.backward(l2_grad)
    layers = [l1, l2, l3, l4]
    return [l.weight_grad for l in layers], [l.bias_grad for l in layers]
