# exercise: 1
# source: markoelez/minigrad (Python), commit b4bc007 "iris works!", ops.py, CrossEntropy.backward: the function has the children x and y, but returned one array only, grad_x * grad_output, which became grad_x * grad_output, 0; Tensor.backward pairs children and gradients by zip. There the cross entropy, here the mean squared error
# mistake: The backward function of the loss returns one array for two children, so zip gives the first row of it to the prediction and the second row to the targets; the next matrix product stops.
# lines: 50
# crash: yes
# first wrong: -
import numpy as np


class Context:
    def __init__(self, func, children):
        self.func, self.children = func, children


class Function:
    @classmethod
    def apply(cls, *args):
        ctx = Context(cls, args)
        res = Tensor(cls.forward(ctx, *[t.data for t in args]))
        res._ctx = ctx
        return res


class Linear(Function):
    def forward(ctx, x, w, b):
        ctx.saved_data = x, w
        return x.dot(w) + b

    def backward(ctx, grad_output):
        x, w = ctx.saved_data
        return grad_output.dot(w.T), x.T.dot(grad_output), grad_output.sum(axis=0)


class ReLU(Function):
    def forward(ctx, x):
        ctx.saved_data = x
        return np.maximum(x, 0)

    def backward(ctx, grad_output):
        return grad_output * (ctx.saved_data > 0)


class MSE(Function):
    def forward(ctx, x, y):
        ctx.saved_data = x, y
        return np.mean((x - y) ** 2)

    def backward(ctx, grad_output):
        x, y = ctx.saved_data
        return 2 * (x - y) / y.shape[0] * grad_output


class Tensor:
    def __init__(self, data):
        self.data, self.grad, self._ctx = data, None, None

    def backward(self):
        self.grad, todo = np.array(1.0), [self]
        for n in todo:
            if n._ctx is None:
                continue
            grads = n._ctx.func.backward(n._ctx, n.grad)
            if len(n._ctx.children) == 1:
                grads = [grads]
            for c, g in zip(n._ctx.children, grads):
                c.grad = g if c.grad is None else c.grad + g
                todo.append(c)


def exercise1(W, B, A, Y, T):
    ws, bs, out = [Tensor(w) for w in W], [Tensor(b) for b in B], Tensor(A[0])
    for l in range(4):
        out = Linear.apply(out, ws[l], bs[l])
        out = ReLU.apply(out) if l < 3 else out
    MSE.apply(out, Tensor(T)).backward()
    return [w.grad for w in ws], [b.grad for b in bs]
