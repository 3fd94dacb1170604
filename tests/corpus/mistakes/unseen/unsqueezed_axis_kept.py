# exercise: 1
# source: Just1truc/dtorch (Python), commit 954c4ba "[FIX] : CNN, cd1, cd2, tests, deriv mul fix, tensors fix, typing fix", dtorch/derivatives.py, unsqueeze_backward: the gradient was np.sum(base_tensor(), axis=dim, keepdims=1); it became np.squeeze(np.sum(base_tensor(), axis=dim, keepdims=True), axis=dim)
# mistake: The backward function of unsqueeze leaves the inserted axis in the gradient, so the gradients of the biases have one axis more than the biases.
# lines: 55
# crash: no
# first wrong: DB[3]
import numpy as np


class JTensors:
    def __init__(self, array, require_grads=False, operation=None):
        self.array, self.require_grads, self.operation = array, require_grads, operation
        self.grad = np.zeros(array.shape)

    def isLeaf(self):
        return self.operation is None

    def backward(self, base_tensor):
        if not self.require_grads:
            return
        if self.isLeaf():
            self.grad = self.grad + base_tensor
        else:
            deriv, *args = self.operation
            self.grad = base_tensor
            deriv(base_tensor, *args)

    def __matmul__(self, right):
        return JTensors(self.array @ right.array, True, (matmul_deriv, self, right))

    def __add__(self, right):
        return JTensors(self.array + right.array, True, (add_deriv, self, right))

    def unsqueeze(self, dim):
        return JTensors(np.expand_dims(self.array, dim), True, (unsqueeze_backward, self, dim))

    def relu(self):
        return JTensors(np.maximum(self.array, 0), True, (relu_deriv, self))

    def mse(self, target):
        return JTensors(np.mean((self.array - target) ** 2), True, (mse_deriv, self, target))


def matmul_deriv(base_tensor, left, right):
    left.backward(np.matmul(base_tensor, right.array.T))
    right.backward(np.matmul(left.array.T, base_tensor))


def add_deriv(base_tensor, left, right):
    left.backward(base_tensor)
    right.backward(np.sum(base_tensor, axis=0, keepdims=True))


def unsqueeze_backward(base_tensor, tensor, dim):
    tensor.backward(np.sum(base_tensor, axis=dim, keepdims=True))


def relu_deriv(base_tensor, tensor):
    tensor.backward(base_tensor * (tensor.array > 0))


def mse_deriv(base_tensor, tensor, target):
    tensor.backward(base_tensor * 2 * (tensor.array - target) / len(target))


def exercise1(W, B, A, Y, T):
    w, b = [JTensors(x, True) for x in W], [JTensors(x, True) for x in B]
    x = JTensors(A[0])
    for l in range(4):
        x = x @ w[l] + b[l].unsqueeze(0)
        x = x.relu() if l < 3 else x
    x.mse(T).backward(np.ones(()))
    return [p.grad for p in w], [p.grad for p in b]
