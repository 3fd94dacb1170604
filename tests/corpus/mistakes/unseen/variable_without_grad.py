# exercise: 2
# source: CHUUUU/nlp (Python, PyTorch), example_pytorch/example_autograd_1.py: a = Variable(torch.ones(2,2)), then out.backward(), with the error message it gave ('element 0 of tensors does not require grad and does not have a grad_fn') kept in a comment
# mistake: The parameters are wrapped in Variable without requires_grad=True, from their data: nothing in the graph requires a gradient, and backward() stops.
# lines: 14, 15
# crash: no
# first wrong: err
import torch
from torch.autograd import Variable

def linear(a, w, b):
    return torch.mm(a, w) + b

def exercise2(W, B, X, T):
    ws = [Variable(w.data) for w in W]
    bs = [Variable(b.data) for b in B]
    a = Variable(X.data)
    for w, b in zip(ws[:-1], bs[:-1]):
        z = linear(a, w, b)
        a = z.clamp(min=0)
    b = linear(a, ws[-1], bs[-1]) - T
    c = b**2
    out = c.mean()
    return out
