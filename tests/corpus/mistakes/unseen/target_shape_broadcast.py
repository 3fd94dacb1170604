# exercise: 2
# source: discuss.pytorch.org thread 148155 "Output of the model depends on the shape of the weights tensor": mse(out, y) with out of shape (1024, 1) and y of shape (1024,); the answer was y.unsqueeze(1)
# mistake: the targets are a vector and the outputs a column, so their difference is a square matrix of all pairs
# lines: 22
# crash: no
# first wrong: err
import torch


def seq(x, weights, biases):
    out = x
    for i in range(len(weights)):
        out = torch.addmm(biases[i], out, weights[i])
        if i + 1 < len(weights):
            out = torch.relu(out)
    return out


def exercise2(W, B, X, T):
    y = T[:, 0]
    out = seq(X, W, B)
    diff = out - y
    loss = diff.pow(2).mean()
    return loss
