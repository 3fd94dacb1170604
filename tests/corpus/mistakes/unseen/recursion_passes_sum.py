# exercise: 1
# source: windshadow233/autograd-with-numpy (Python), commit 6f51032 (in Chinese, 'changed the backward method, solved the big problem'): after the loop over the children, every one of them was called with child_tensor.backward(child_tensor.grad); its test was c = b/b
# mistake: A child is called with its whole gradient so far and not with the part that came from this parent. For the difference, which is both factors of the square, it is called twice with the sum, and the layers below add up their sums again.
# lines: 48, 49, 50
# crash: no
# first wrong: DW[3]
import numpy as np

class AddBackward:
    def calculate_grad(self, grad, children, place):
        x = children[place].data
        return grad if x.shape == grad.shape else grad.sum(0)

class SubBackward:
    def calculate_grad(self, grad, children, place):
        return grad if place == 0 else -grad

class MulBackward:
    def calculate_grad(self, grad, children, place):
        return grad * children[1 - place].data

class MmBackward:
    def calculate_grad(self, grad, children, place):
        if place == 0:
            return np.matmul(grad, children[1].data.T)
        return np.matmul(children[0].data.T, grad)

class ReluBackward:
    def calculate_grad(self, grad, children, place):
        return grad * (children[0].data > 0)

class MeanBackward:
    def calculate_grad(self, grad, children, place):
        x = children[0].data
        return np.ones_like(x) * grad / x.size

class Tensor:
    def __init__(self, data, children=(), grad_fn=None):
        self.data = data
        self.children = children
        self.grad_fn = grad_fn
        self.grad = None

    def backward(self, grad):
        for i, child_tensor in enumerate(self.children):
            if child_tensor.grad is None:
                child_tensor.grad = np.zeros_like(child_tensor.data)
            child_tensor.grad = child_tensor.grad + self.grad_fn.calculate_grad(grad, self.children, i)
        for child_tensor in self.children:
            child_tensor.backward(child_tensor.grad)

def exercise1(W, B, A, Y, T):
    ws, bs = [Tensor(w) for w in W], [Tensor(b) for b in B]
    x = Tensor(A[0])
    for i, (w, b) in enumerate(zip(ws, bs)):
        m = Tensor(x.data @ w.data, (x, w), MmBackward())
        x = Tensor(m.data + b.data, (m, b), AddBackward())
        if i < len(ws) - 1:
            x = Tensor(np.maximum(x.data, 0), (x,), ReluBackward())
    t = Tensor(T)
    diff = Tensor(x.data - t.data, (x, t), SubBackward())
    square = Tensor(diff.data * diff.data, (diff, diff), MulBackward())
    loss = Tensor(square.data.mean(), (square,), MeanBackward())
    loss.backward(1.0)
    return [w.grad for w in ws], [b.grad for b in bs]
