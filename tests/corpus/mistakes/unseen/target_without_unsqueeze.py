# exercise: 2
# source: jiwei0921/CoNet, issue 3 "There is a difference between the target size and the input size in smooth_l1_loss": a target of size [2, 256, 256] for an input of [2, 1, 256, 256]; the answer was target = target.unsqueeze(1)
# mistake: The targets that come from the data set have one axis less than the outputs, so that the difference is broadcast to every output with every target.
# lines: 38, 39
# crash: no
# first wrong: err
import torch
import torch.nn.functional as F
from torch.utils.data import DataLoader, Dataset


class MyData(Dataset):
    def __init__(self, inputs, targets):
        self.inputs = inputs
        self.targets = targets

    def __len__(self):
        return len(self.inputs)

    def __getitem__(self, index):
        return self.inputs[index], self.targets[index, 0]


class Trainer:
    def __init__(self, W, B, loader):
        self.layers = list(zip(W, B))
        self.loader = loader

    def model(self, x):
        for i, (weight, bias) in enumerate(self.layers):
            x = F.linear(x, weight.t(), bias)
            if i + 1 < len(self.layers):
                x = F.relu(x)
        return x

    def train_epoch(self):
        total = 0
        for data, target in self.loader:
            score = self.model(data)
            loss = F.mse_loss(score, target)
            total = total + loss * len(data)
        return total / len(self.loader.dataset)


def exercise2(W, B, X, T):
    loader = DataLoader(MyData(X, T), batch_size=8, shuffle=False)
    return Trainer(W, B, loader).train_epoch()
