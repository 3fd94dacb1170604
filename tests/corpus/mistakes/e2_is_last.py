# exercise: 2
# source: lucidrains/tab-transformer-pytorch, issue 9: is_last = ind >= (len(dims) - 1) should be len(dims) - 2
# mistake: The test for the last layer is off by one and never true, so the output goes through the ReLU too.
# lines: 13
# crash: no
# first wrong: err
import torch


def mlp(x, weights, biases, act=torch.relu):
    dims = [weights[0].shape[0]] + [w.shape[1] for w in weights]
    for ind in range(len(dims) - 1):
        is_last = ind >= (len(dims) - 1)
        x = torch.addmm(biases[ind], x, weights[ind])
        if is_last:
            continue
        x = act(x)
    return x


def exercise2(W, B, X, T):
    return (mlp(X, W, B) - T).pow(2).mean()
