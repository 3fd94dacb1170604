# exercise: 2
# source: Project-MONAI/MONAI, issue 3880 'class MultiModal - updating in the for loop' (transchex.py): in the loops over the layers 'they receive the very initial input and not the output of the previous layer'
# mistake: Every layer of the loop gets the input of the loop in place of the output of the layer before, so only the last of them has an effect.
# lines: 31
# crash: no
# first wrong: err
import torch
from torch import nn


class Layer(nn.Module):
    def __init__(self, w, b):
        super().__init__()
        self.w, self.b = w, b

    def forward(self, hidden_states):
        return torch.relu(hidden_states @ self.w + self.b)


class Encoder(nn.Module):
    def __init__(self, W, B):
        super().__init__()
        self.embedding = Layer(W[0], B[0])
        self.layers = nn.ModuleList([Layer(w, b) for w, b in zip(W[1:-1], B[1:-1])])
        self.w_head, self.b_head = W[-1], B[-1]

    def forward(self, x):
        embedded = self.embedding(x)
        hidden_states = embedded
        for layer in self.layers:
            hidden_states = layer(embedded)
        return hidden_states @ self.w_head + self.b_head


def exercise2(W, B, X, T):
    model = Encoder(W, B)
    return nn.functional.mse_loss(model(X), T)
