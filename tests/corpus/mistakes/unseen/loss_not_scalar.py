# exercise: 2
# source: Stack Overflow 70246575 (read in Polish at isolution.pro), on the function backward in PyTorch: out of two rows by three columns, out.backward() as for a single number; the answer: PyTorch expects the loss, which is a scalar
# mistake: The squared errors of the samples are returned without the mean over them; backward() without an argument stops for anything but a scalar.
# lines: 29
# crash: no
# first wrong: err
import torch

class Regression(torch.nn.Module):
    def __init__(self, W, B):
        super().__init__()
        self.w = torch.nn.ParameterList(W)
        self.b = torch.nn.ParameterList(B)

    def forward(self, x):
        out = x
        for i, (w, b) in enumerate(zip(self.w, self.b)):
            out = out @ w + b
            if i < len(self.w) - 1:
                out = torch.relu(out)
        return out

def squared_error(out, target):
    return torch.pow(out - target, 2)

def exercise2(W, B, X, T):
    model = Regression(W, B)
    out = model(X)
    return squared_error(out, T)
