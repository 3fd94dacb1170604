# exercise: 2
# source: bboylyg/NAD (Python), issue 8 "How does the attention loss work" and commit 6907ea2, main.py: at3_loss = criterionAT(activation3_s, activation3_t).detach() * opt.beta3, the same for at2 and at1; it became criterionAT(activation3_s, activation3_t.detach()) * opt.beta3
# mistake: three of the four parts of the error are detached after they are computed, where only the targets in them were to be; the value is right, but these parts give no gradients
# lines: 30, 31, 32
# crash: no
# first wrong: W[3].grad
import torch
import torch.nn as nn


class Student(nn.Module):
    def __init__(self, weights, biases):
        super().__init__()
        self.weights = weights
        self.biases = biases

    def forward(self, img):
        out = img
        for w, b in zip(self.weights[:-1], self.biases[:-1]):
            out = torch.relu(out @ w + b)
        return out @ self.weights[-1] + self.biases[-1]


def train_step(snet, img, target):
    criterion = nn.MSELoss()
    beta = 0.25
    out1, out2, out3, output = torch.chunk(snet(img), 4)
    target1, target2, target3, last = torch.chunk(target, 4)
    cls_loss = criterion(output, last) * beta
    at3_loss = criterion(out3, target3).detach() * beta
    at2_loss = criterion(out2, target2).detach() * beta
    at1_loss = criterion(out1, target1).detach() * beta
    return at1_loss + at2_loss + at3_loss + cls_loss


def exercise2(W, B, X, T):
    snet = Student(W, B)
    return train_step(snet, X, T)
