# exercise: 1
# source: pocketpy/cTensor (C), pull request 24 "Fix: Stabilize Backpropagation for Sum and Mean": GradFn_mean computed the gradient value from the size of the output tensor instead of the input's; now 1/N with the N of the input
# mistake: the backward function of the mean divides by the number of elements of its result (one) and not by that of its input
# lines: 31
# crash: no
# first wrong: DW[3]
import numpy as np

class Tensor:
    def __init__(self, data, grad_fn=None, inputs=()):
        self.data = np.asarray(data, dtype=float)
        self.grad = None
        self.grad_fn = grad_fn
        self.inputs = inputs

def GradFn_linear(self, g, i):
    x, w, b = self.inputs
    return (g @ w.data.T, x.data.T @ g, g.sum(axis=0))[i]

def GradFn_relu(self, g, i):
    return g * (self.inputs[0].data > 0)

def GradFn_square(self, g, i):
    return g * 2 * self.inputs[0].data

def GradFn_sub(self, g, i):
    return g if i == 0 else -g

def GradFn_mean(self, g, i):
    a = self.inputs[0]
    return g * np.ones(a.data.shape) / self.data.size

def Tensor_backward(self, g):
    self.grad = g if self.grad is None else self.grad + g
    if self.grad_fn is None:
        return
    for i, input in enumerate(self.inputs):
        Tensor_backward(input, self.grad_fn(self, g, i))

def nn_linear(x, w, b):
    return Tensor(x.data @ w.data + b.data, GradFn_linear, (x, w, b))

def nn_relu(a):
    return Tensor(np.maximum(a.data, 0), GradFn_relu, (a,))

def nn_mse(y, t):
    diff = Tensor(y.data - t.data, GradFn_sub, (y, t))
    square = Tensor(diff.data ** 2, GradFn_square, (diff,))
    return Tensor(square.data.mean(), GradFn_mean, (square,))

def exercise1(W, B, A, Y, T):
    weights, biases = [Tensor(w) for w in W], [Tensor(b) for b in B]
    a = Tensor(A[0])
    for w, b in zip(weights[:-1], biases[:-1]):
        a = nn_relu(nn_linear(a, w, b))
    error = nn_mse(nn_linear(a, weights[-1], biases[-1]), Tensor(T))
    Tensor_backward(error, np.ones(()))
    return [w.grad for w in weights], [b.grad for b in biases]
