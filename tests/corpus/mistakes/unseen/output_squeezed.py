# exercise: 2
# source: duoke360.com 34071 (a question and its answer in Chinese on sizes [16] and [16, 1]): outputs.squeeze() against labels, for regression
# mistake: The output is squeezed to shape (16,) while the targets keep (16, 1), so that every output is compared with every target.
# lines: 15
# crash: no
# first wrong: err
import torch


def exercise2(W, B, X, T):
    relu = torch.nn.ReLU()
    hidden = X
    for weight, bias in list(zip(W, B))[:3]:
        hidden = relu(hidden @ weight + bias)
    outputs = (hidden @ W[3] + B[3]).squeeze()
    labels = T
    return torch.mean((outputs - labels) ** 2)
