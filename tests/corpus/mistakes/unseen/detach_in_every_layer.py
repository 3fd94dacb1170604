# exercise: 2
# source: user683/DRGO (PyTorch), issue 1 'Detaching Feature in the Denoise MLP model', models/MLP_model.py: h = layer(h.detach()) and h = torch.tanh(h.detach()) in every layer, left in from debugging
# mistake: The hidden values are detached before every layer and every activation, so that only the last layer gets a gradient.
# lines: 26, 27, 29, 31
# crash: no
# first wrong: W[2].grad
import torch
import torch.nn as nn

class Affine(nn.Module):
    def __init__(self, weight, bias):
        super().__init__()
        self.w = weight
        self.b = bias
    def forward(self, x):
        return torch.addmm(self.b, x, self.w)

class MLP(nn.Module):
    def __init__(self, in_params, out_params):
        super().__init__()
        self.in_layers = nn.ModuleList([Affine(w, b) for w, b in in_params])
        self.out_layers = nn.ModuleList([Affine(w, b) for w, b in out_params])
    def forward(self, x):
        h = x
        for i, layer in enumerate(self.in_layers):
            h = layer(h.detach())
            h = torch.relu(h.detach())
        for i, layer in enumerate(self.out_layers):
            h = layer(h.detach())
            if i != len(self.out_layers) - 1:
                h = torch.relu(h.detach())
        return h

def exercise2(W, B, X, T):
    params = list(zip(W, B))
    model = MLP(params[:2], params[2:])
    err = torch.mean((T - model(X)) ** 2)
    return err
