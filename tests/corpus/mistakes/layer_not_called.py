# exercise: 2
# source: pytorch/examples, issue 438: x = self.fc1 and x = self.fc2, the layers are not called
# mistake: x = self.fc4 makes x the layer itself, it is not called with x.
# lines: 30
# crash: yes
# first wrong: -
import torch


class Linear:
    def __init__(self, w, b):
        self.w = w
        self.b = b

    def __call__(self, x):
        return x.mm(self.w).add(self.b)


class Net:
    def __init__(self, W, B):
        self.fc1 = Linear(W[0], B[0])
        self.fc2 = Linear(W[1], B[1])
        self.fc3 = Linear(W[2], B[2])
        self.fc4 = Linear(W[3], B[3])

    def forward(self, x):
        x = self.fc1(x).relu()
        x = self.fc2(x).relu()
        x = self.fc3(x).relu()
        x = self.fc4
        return x


def exercise2(W, B, X, T):
    net = Net(W, B)
    Y_pred = net.forward(X)
    loss = ((Y_pred - T) ** 2).mean()
    return loss
