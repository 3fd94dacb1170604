# exercise: 1
# source: lucaswychan/neuralnet-cpp (C++), commit 1e60b20 "fix: correct the backward and change forward implementation", relu.cpp: backward made a tensor of zeros and set zeros into it where the input was not positive, without ever copying grad_output; it became grad_output times a mask stored in forward
# mistake: The backward pass of ReLU starts with zeros and only sets the places of inactive units to zero; the incoming gradient is never put into it, so nothing gets to the layers below.
# lines: 28
# crash: no
# first wrong: DW[2]
import numpy as np

class Linear:
    def __init__(self, weight, bias):
        self.weight, self.bias = weight, bias

    def forward(self, input):
        self.input_cache = input
        return input @ self.weight + self.bias

    def backward(self, grad_output):
        self.grad_weight = self.input_cache.T @ grad_output
        self.grad_bias = grad_output.sum(axis=0)
        return grad_output @ self.weight.T

class ReLU:
    def forward(self, input):
        self.input_cache = input
        return np.where(input > 0, input, 0.0)

    def backward(self, grad_output):
        grad = np.zeros(grad_output.shape)
        rows, cols = self.input_cache.shape
        for i in range(rows):
            for j in range(cols):
                if self.input_cache[i, j] <= 0.0:
                    grad[i, j] = 0.0
        return grad

class MSE:
    def forward(self, Y, T):
        self.diff = Y - T
        return (self.diff ** 2).mean()

    def backward(self):
        return 2.0 * self.diff / self.diff.shape[0]

def exercise1(W, B, A, Y, T):
    modules = []
    for k in range(len(W)):
        modules.append(Linear(W[k], B[k]))
        if k + 1 < len(W):
            modules.append(ReLU())
    output = A[0]
    for module in modules:
        output = module.forward(output)
    criterion = MSE()
    criterion.forward(output, T)
    grad = criterion.backward()
    for module in reversed(modules):
        grad = module.backward(grad)
    linears = [m for m in modules if isinstance(m, Linear)]
    return [m.grad_weight for m in linears], [m.grad_bias for m in linears]
