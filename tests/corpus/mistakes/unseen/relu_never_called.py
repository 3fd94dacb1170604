# exercise: 2
# source: DengPingFan/Inf-Net (PyTorch), issue 43 'ReLU function in BasicConv2d': the class makes self.relu, but its forward calls only self.conv and self.bn, 'I couldn't find where it is used'
# mistake: The block creates a ReLU, but its forward never calls it, so the whole network is linear.
# lines: 20, 21
# crash: no
# first wrong: err
import torch
import torch.nn as nn


class BasicLinear(nn.Module):
    def __init__(self, weight, bias):
        super(BasicLinear, self).__init__()
        self.weight = weight
        self.bias = bias
        self.relu = nn.ReLU()

    def forward(self, x):
        x = torch.matmul(x, self.weight)
        x = x + self.bias
        return x


class Net(nn.Module):
    def __init__(self, W, B):
        super(Net, self).__init__()
        self.block1 = BasicLinear(W[0], B[0])
        self.block2 = BasicLinear(W[1], B[1])
        self.block3 = BasicLinear(W[2], B[2])
        self.out_weight = W[3]
        self.out_bias = B[3]

    def forward(self, x):
        x1 = self.block1(x)
        x2 = self.block2(x1)
        x3 = self.block3(x2)
        return torch.matmul(x3, self.out_weight) + self.out_bias


def exercise2(W, B, X, T):
    net = Net(W, B)
    criterion = nn.MSELoss()
    return criterion(net(X), T)
