# exercise: 2
# source: laekov/fastmoe, issue 49 "torch.tensor(loss_list) will remove the grad_fn of each loss"; pytorch/pytorch, issue 155983, and lululxvi/deepxde, pull request 1318
# mistake: The losses of the samples are put into a new tensor, which is not connected with the graph.
# lines: 22
# crash: no
# first wrong: err
import torch


def predict(x, W, B):
    *hidden, (w_out, b_out) = zip(W, B)
    for w, b in hidden:
        x = torch.relu(w.t().mv(x) + b)
    return w_out.t().mv(x) + b_out


def exercise2(W, B, X, T):
    loss_list = []
    for x, t in zip(X, T):
        y = predict(x, W, B)
        loss_list.append((y - t).square().sum())
    losses = torch.as_tensor(loss_list)
    return losses.mean()
