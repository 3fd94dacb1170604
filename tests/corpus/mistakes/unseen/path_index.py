# exercise: 2
# source: kimhc6028/pathnet-pytorch, issue 5 "fixing a typo": self.fc3[path[1][0]] should be self.fc3[path[2][0]]
# mistake: The third layer is looked up with the index of the second, so it has the parameters of the second layer.
# lines: 21
# crash: no
# first wrong: err
import torch
import torch.nn.functional as F


class Net:
    def __init__(self, W, B):
        self.fc = [self.module(w, b) for w, b in zip(W, B)]

    def module(self, w, b):
        return lambda x: torch.addmm(b, x, w)

    def forward(self, x, path):
        y = F.relu(self.fc[path[0]](x))
        y = F.relu(self.fc[path[1]](y))
        y = F.relu(self.fc[path[1]](y))
        y = self.fc[path[3]](y)
        return y


def exercise2(W, B, X, T):
    net = Net(W, B)
    output = net.forward(X, path=[0, 1, 2, 3])
    loss = (output - T).pow(2).sum() / T.numel()
    return loss
