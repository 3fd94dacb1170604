# exercise: 2
# source: dasguptar/treelstm.pytorch, issue 4: fx and fh are declared but not used, "I think you intend to use" them where ix and ih stand
# mistake: The third layer is declared but not used: the second one is applied twice.
# lines: 23
# crash: no
# first wrong: err
import torch
import torch.nn.functional as F


def linear(w, b):
    return lambda x: F.linear(x, w.t(), b)


def exercise2(W, B, X, T):
    ix = linear(W[0], B[0])
    fx = linear(W[1], B[1])
    ox = linear(W[2], B[2])
    head = linear(W[3], B[3])

    i = F.relu(ix(X))
    f = F.relu(fx(i))
    o = F.relu(fx(f))
    y = head(o)
    return F.mse_loss(y, T)
