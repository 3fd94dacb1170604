"""In the style of DeZero ("Deep Learning from Scratch 3"): variables that know their creator."""
import numpy as np


class Variable:
    def __init__(self, data):
        self.data, self.grad = data, None
        self.creator, self.generation = None, 0

    def backward(self):
        # 逆伝播（世代の大きい関数から順に取り出す）
        funcs = [self.creator]
        while funcs:
            funcs.sort(key=lambda f: f.generation)
            f = funcs.pop()
            gxs = f.backward(f.output.grad)
            for x, gx in zip(f.inputs, gxs):
                x.grad = gx if x.grad is None else x.grad + gx
                if x.creator is not None and x.creator not in funcs:
                    funcs.append(x.creator)


class Function:
    def __call__(self, *inputs, y):
        # 順伝播の結果 y はもう分かっているので計算しない
        self.inputs = inputs
        self.generation = max(x.generation for x in inputs)
        self.output = Variable(y)
        self.output.creator, self.output.generation = self, self.generation + 1
        return self.output


class Linear(Function):
    def backward(self, gy):
        x, W, b = [v.data for v in self.inputs]
        return gy.dot(W.T), x.T.dot(gy), gy.sum(axis=0)


class ReLU(Function):
    def backward(self, gy):
        return (gy * (self.output.data > 0),)


class MeanSquaredError(Function):
    def backward(self, gy):
        x0, x1 = [v.data for v in self.inputs]
        gx0 = gy * (x0 - x1) * (2. / x0.size)
        return gx0, -gx0


def exercise1(W, B, A, Y, T):
    Ws, bs, h = [Variable(w) for w in W], [Variable(b) for b in B], Variable(A[0])
    for i, (w, b) in enumerate(zip(Ws, bs)):
        h = Linear()(h, w, b, y=Y if i == len(Ws) - 1 else A[i + 1])
        if i < len(Ws) - 1:
            h = ReLU()(h, y=A[i + 1])
    loss = MeanSquaredError()(h, Variable(T), y=np.mean((Y - T) ** 2))
    loss.grad = np.ones_like(loss.data)
    loss.backward()
    return [w.grad for w in Ws], [b.grad for b in bs]
