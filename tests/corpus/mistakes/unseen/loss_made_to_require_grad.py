# exercise: 2
# source: mazurowski-lab/finetune-SAM, issue 26 'RuntimeError: element 0 of tensors does not require grad and does not have a grad_fn': 'solved it making the gradient enable, adding loss.requires_grad = True before loss.backward()'; the answer: check whether the parameters are enabled for gradient
# mistake: The forward pass runs without gradients; in place of finding this, the loss was set to require a gradient, so backward() runs but reaches no weight.
# lines: 32, 37
# crash: no
# first wrong: err
import torch
from torch import nn


class Finetune:
    def __init__(self, weights, biases, trainable):
        self.weights = weights
        self.biases = biases
        self.trainable = trainable
        self.criterion = nn.MSELoss()

    def encode(self, x):
        for w, b in zip(self.weights[:-1], self.biases[:-1]):
            x = torch.relu(torch.matmul(x, w) + b)
        return x

    def forward(self, x):
        with torch.set_grad_enabled(self.trainable):
            features = self.encode(x)
            return torch.matmul(features, self.weights[-1]) + self.biases[-1]


def train_step(model, imgs, msks):
    pred = model.forward(imgs)
    loss = model.criterion(pred, msks)
    loss.requires_grad = True
    return loss


def exercise2(W, B, X, T):
    model = Finetune(W, B, trainable=False)
    return train_step(model, X, T)
