# exercise: 2
# source: liorshk/facenet_pytorch (Python, PyTorch), issue 9 "RuntimeError: element 0 of tensors does not require grad and does not have a grad_fn": the outputs of the hard triplets were selected by Variable(torch.from_numpy(out_a.cpu().data.numpy()[hard_triplets])); the asker proposes out_a[hard_triplets]
# mistake: The outputs which enter the loss are selected on the numpy side and turned into a new tensor, which is not connected with the network any more, so the error has no gradient.
# lines: 28
# crash: yes
# first wrong: -
import numpy as np
import torch
import torch.nn.functional as F


def embed(W, B, data):
    out = data
    for w, b in zip(W[:-1], B[:-1]):
        out = F.relu(F.linear(out, w.t(), b))
    return F.linear(out, W[-1].t(), B[-1])


def distance(out, target):
    return torch.abs(out - target).sum(dim=1)


def exercise2(W, B, X, T):
    out = embed(W, B, X)
    margin = -1.0
    d = distance(out, T).detach().cpu().numpy()
    hard = np.where(d > margin)[0]
    out_selected = torch.from_numpy(out.cpu().data.numpy()[hard])
    target_selected = T[hard]
    loss = F.mse_loss(out_selected, target_selected)
    return loss
