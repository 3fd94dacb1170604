# exercise: 2
# source: Shubham-Kumatole/micrograd_cxx (C++), commit 7cd12a5 "working neural network trained on a simple example" (after b639b04 "MLP working, need to fix why backpropogation not working"), src/main.cpp: with ^ overloaded as the power stood loss = loss + (ypred[0] - ys[idx])^2, where the sum is taken first; it became loss + ((ypred[0] - ys[idx])^2)
# mistake: The operator ^, overloaded as power, binds weaker than +, so the whole running loss is squared together with the difference of every sample.
# lines: 54
# crash: no
# first wrong: -
import torch


class Val:
    def __init__(self, data):
        self.data = data

    def __add__(self, other):
        return Val(self.data + other.data)

    def __sub__(self, other):
        return Val(self.data - other.data)

    def __matmul__(self, other):
        return Val(self.data @ other.data)

    def __truediv__(self, number):
        return Val(self.data / number)

    def __xor__(self, exponent):
        return Val(self.data.pow(exponent))

    def relu(self):
        return Val(torch.relu(self.data))

    def __getitem__(self, index):
        return Val(self.data[index])


class MLP:
    def __init__(self, W, B):
        self.layers = [(Val(w), Val(b)) for w, b in zip(W, B)]

    def __call__(self, x):
        for i, (w, b) in enumerate(self.layers):
            x = x @ w + b
            if i + 1 < len(self.layers):
                x = x.relu()
        return x


def exercise2(W, B, X, T):
    m = MLP(W, B)
    xs, ys = Val(X), Val(T)
    loss = Val(torch.tensor(0.0))
    for idx in range(len(X)):
        ypred = m(xs[idx])
        loss = loss + (ypred[0] - ys[idx][0]) ^ 2
    return (loss / len(X)).data
