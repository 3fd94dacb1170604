# exercise: 2
# source: Atcold/pytorch-CortexNet, issue 10: self.first and bottom_up or f.relu(...), "bool value of Tensor with more than one value is ambiguous"
# mistake: first and bottom_up or relu(...) asks for the truth value of a tensor; bottom_up if first else relu(...) is meant.
# lines: 17
# crash: yes
# first wrong: -
import torch
from torch.nn import functional as f


class Cell:
    def __init__(self, w, b, first=False):
        self.w, self.b, self.first = w, b, first

    def __call__(self, bottom_up):
        # the data are not rectified, what comes from the cell below is
        input_projection = self.first and bottom_up or f.relu(bottom_up)
        return input_projection.matmul(self.w) + self.b


def exercise2(W, B, X, T):
    state = X
    for n, (w, b) in enumerate(zip(W, B)):
        state = Cell(w, b, first=n == 0)(state)
    return f.mse_loss(state, T)
