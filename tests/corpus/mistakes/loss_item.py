# exercise: 2
# source: DeepRank/deeprank, issue 210 "[potential bug]": tot_loss += loss.item(), and what it leaves of the graph
# mistake: The errors of the samples are added up as plain numbers with item(), so no graph is left.
# lines: 21
# crash: no
# first wrong: err
import torch


def forward(W, B, x):
    *hidden, last = zip(W, B)
    for w, b in hidden:
        x = torch.relu(x @ w + b)
    return x @ last[0] + last[1]


def exercise2(W, B, X, T):
    tot_loss = 0
    for x, t in zip(X, T):
        loss = (forward(W, B, x) - t) ** 2
        tot_loss += loss.item()
    return tot_loss / len(X)
