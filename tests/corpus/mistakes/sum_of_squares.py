# exercise: 2
# source: karpathy/nn-zero-to-hero, pull request 20 "Correct loss calc from SSE to MSE in backprop loop"
# mistake: The squares are summed, and the sum is not divided by the number of samples.
# lines: 32
# crash: no
# first wrong: err
import torch


class Layer:
    def __init__(self, w, b, nonlin=True):
        self.w, self.b, self.nonlin = w, b, nonlin

    def __call__(self, x):
        act = torch.einsum("ni,io->no", x, self.w) + self.b
        return act.relu() if self.nonlin else act


class MLP:
    def __init__(self, W, B):
        self.layers = [Layer(w, b, i < len(W) - 1) for i, (w, b) in enumerate(zip(W, B))]

    def __call__(self, x):
        for layer in self.layers:
            x = layer(x)
        return x


def exercise2(W, B, X, T):
    n = MLP(W, B)
    ypred = [n(x.unsqueeze(0)).squeeze() for x in X]
    return sum((yout - ygt) ** 2 for ygt, yout in zip(T.view(-1), ypred))
