# exercise: 2
# source: jsboige/CoursIA, pull request 926 "MSE broadcasting bug pred_len=1": (B, 1) against (B,) gives a matrix (B, B)
# mistake: In every batch, pred of shape (8, 1) is compared with y of shape (8,): broadcasting compares all pairs.
# lines: 34
# crash: no
# first wrong: err
import torch

BATCH = 8


class Forecaster:
    def __init__(self, params):
        self.params = params

    def __call__(self, x):
        *body, (w_out, b_out) = self.params
        for w, b in body:
            x = (x @ w + b).clamp_min(0)
        return x @ w_out + b_out


def batches(X, T):
    y = T.reshape(-1)
    for start in range(0, X.shape[0], BATCH):
        yield X[start:start + BATCH], y[start:start + BATCH]


def exercise2(W, B, X, T):
    model = Forecaster(list(zip(W, B)))
    total, seen = 0.0, 0
    for x_batch, y_batch in batches(X, T):
        pred = model(x_batch)
        loss = (pred - y_batch).pow(2).mean()
        total = total + loss * len(x_batch)
        seen += len(x_batch)
    return total / seen
