# exercise: 1
# source: hikettei/cl-waffe (Common Lisp), commit 1256673 "Fixed ReLU", backends/mgl-mat/kernel.lisp, compare-tensor: a buffer o was made for the result, but (mgl-mat:.<! (data y) (data x)) writes into its second argument, the data of x; it became (mgl-mat:.<! (data y) o)
# mistake: the comparison leaves its zeros and ones in the input itself in place of the new buffer, so that ReLU multiplies the mask by the mask and all positive activations become 1
# lines: 18
# crash: no
# first wrong: DW[3]
import numpy as np

def decide_out_buffer(x):
    return x.copy()

def less_into(y, x):
    x[...] = y < x
    return x

def compare_tensor(x, y):
    o = decide_out_buffer(x)
    return less_into(y, x)

class ReLUTensor:
    def forward(self, x):
        self.path_through = compare_tensor(x, np.zeros(x.shape))
        return self.path_through * x

    def backward(self, dy):
        return self.path_through * dy

class LinearLayer:
    def __init__(self, weight, bias):
        self.weight, self.bias = weight, bias

    def forward(self, x):
        self.x = x
        return x @ self.weight + self.bias

    def backward(self, dy):
        self.grad_weight = self.x.T @ dy
        self.grad_bias = dy.sum(axis=0)
        return dy @ self.weight.T

def exercise1(W, B, A, Y, T):
    linears = [LinearLayer(w, b) for w, b in zip(W, B)]
    model = []
    for layer in linears:
        model += [layer, ReLUTensor()]
    model.pop()
    x = A[0].copy()
    for node in model:
        x = node.forward(x)
    dy = (x - T) * (2 / T.shape[0])
    for node in reversed(model):
        dy = node.backward(dy)
    return [l.grad_weight for l in linears], [l.grad_bias for l in linears]
