# exercise: 1
# source: ryanirl/autodiff (Python, numpy), commit 909f402 "added ops: transpose, sum, and fixed add op to vectorize better", autodiff/ops.py: grad_fun["add"] gave (g, g) to both operands; it became add_unbroadcast(g, x.shape) and add_unbroadcast(g, y.shape)
# mistake: The bias is broadcast over the samples when it is added, but its gradient is the incoming one as it is, with a row for every sample, where the rows have to be summed.
# lines: 17
# crash: no
# first wrong: DB[3]
import numpy as np

grad_fun, value_fun = {}, {}

def add_unbroadcast(grad, to_shape):
    while np.ndim(grad) > len(to_shape):
        grad = np.sum(grad, axis=0)
    return grad

value_fun["add"] = lambda x, y: x.value + y.value
grad_fun["add"] = lambda g, x, y, z: (g, g)

value_fun["sub"] = lambda x, y: x.value - y.value
grad_fun["sub"] = lambda g, x, y, z: (g, -g)

value_fun["dot"] = lambda x, y: np.dot(x.value, y.value)
grad_fun["dot"] = lambda g, x, y, z: (np.dot(g, y.value.T), np.dot(x.value.T, g))

value_fun["relu"] = lambda x: np.maximum(x.value, 0)
grad_fun["relu"] = lambda g, x, z: [g * (x.value > 0)]
value_fun["square"] = lambda x: x.value ** 2
grad_fun["square"] = lambda g, x, z: [g * 2 * x.value]
value_fun["mean"] = lambda x: np.mean(x.value)
grad_fun["mean"] = lambda g, x, z: [g * np.ones(x.shape) / x.value.size]


class Tensor:
    def __init__(self, value, children=()):
        self.value = np.asarray(value, dtype=float)
        self.grad = 0
        self._children = children
        self._outgrad = None

    @property
    def shape(self):
        return self.value.shape

    def backward(self):
        def recurse(tensor):
            if tensor._outgrad is None:
                return
            grad = tensor._outgrad(tensor.grad, *tensor._children, tensor.value)
            for child, ingrad in zip(tensor._children, grad):
                child.grad = child.grad + ingrad
                recurse(child)
        self.grad = np.ones(self.shape)
        recurse(self)


def OP(op, *tensors):
    output = Tensor(value_fun[op](*tensors), tensors)
    output._outgrad = grad_fun[op]
    return output


def exercise1(W, B, A, Y, T):
    weights, biases = [Tensor(w) for w in W], [Tensor(b) for b in B]
    out = Tensor(A[0])
    for i, (w, b) in enumerate(zip(weights, biases)):
        out = OP("add", OP("dot", out, w), b)
        out = OP("relu", out) if i < len(W) - 1 else out
    loss = OP("mean", OP("square", OP("sub", out, Tensor(T))))
    loss.backward()
    return [w.grad for w in weights], [b.grad for b in biases]
