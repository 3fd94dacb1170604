# exercise: 2
# source: xiaxin1998/DHCN (PyTorch), issue 8 'Do you have any RuntimeError when you run this code?', model.py, forward: final.append(item_embeddings) in a loop, then item_embeddings = np.sum(final, 0), 'Can't call numpy() on Tensor that requires grad'
# mistake: A list of tensors that require gradients is added up with numpy's sum, which cannot convert them.
# lines: 22
# crash: yes
# first wrong: -
import numpy as np
import torch
import torch.nn.functional as F


class HyperConv:
    def __init__(self, weight, bias):
        self.weight = weight
        self.bias = bias

    def forward(self, embedding):
        final = [self.bias.expand(embedding.shape[0], -1)]
        for i in range(self.weight.shape[0]):
            item_embeddings = embedding[:, i:i + 1] * self.weight[i]
            final.append(item_embeddings)
        item_embeddings = np.sum(final, 0)
        return item_embeddings


class DHCN:
    def __init__(self, W, B):
        self.layers = [HyperConv(weight, bias) for weight, bias in zip(W, B)]
        self.loss_function = torch.nn.MSELoss()

    def forward(self, session):
        hidden = session
        for layer in self.layers[:-1]:
            hidden = F.relu(layer.forward(hidden))
        return self.layers[-1].forward(hidden)


def exercise2(W, B, X, T):
    model = DHCN(W, B)
    scores = model.forward(X)
    loss = model.loss_function(scores, T)
    return loss
