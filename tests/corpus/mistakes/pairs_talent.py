# exercise: 2
# source: LAMDA-Tabular/TALENT, pull request 92 "Incorrect MSE Loss Calculation Due to Tensor Broadcasting": (n, 1) against (n,)
# mistake: The prediction has shape (16,) and the target (16, 1), the difference is broadcast to all 16 x 16 pairs.
# lines: 36
# crash: no
# first wrong: err
import warnings
from functools import partial

import torch
import torch.nn.functional as F

warnings.filterwarnings("ignore")


def dense(x, w, b, activation=None):
    z = x.matmul(w).add(b)
    return z if activation is None else activation(z)


hidden = partial(dense, activation=F.relu)


def predict(W, B, X):
    h = hidden(X, W[0], B[0])
    h = hidden(h, W[1], B[1])
    h = hidden(h, W[2], B[2])
    out = dense(h, W[3], B[3])
    # regression: one number per row
    return out.squeeze(-1)


def exercise2(W, B, X, T):
    y_true = T
    y_pred = predict(W, B, X)
    return F.mse_loss(y_pred, y_true)
