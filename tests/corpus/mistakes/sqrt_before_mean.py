# exercise: 2
# source: chemprop/chemprop, pull request 582 "Fix RMSE bug in metrics.py": sqrt before the mean gives the mean absolute error
# mistake: The square root is taken of every square, so the error is the mean absolute difference.
# lines: 17
# crash: no
# first wrong: err
import torch


class Metric:
    def __call__(self, preds, targets):
        return self.forward(preds, targets).mean()


class MSEMetric(Metric):
    def forward(self, preds, targets):
        return ((preds - targets) ** 2).sqrt()


def exercise2(W, B, X, T):
    h = X
    for depth, (w, b) in enumerate(zip(W, B), start=1):
        h = h @ w + b
        if depth < len(W):
            h = torch.relu(h)
    metric = MSEMetric()
    return metric(h, T)
