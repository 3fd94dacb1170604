# exercise: 2
# source: yongfengli.tk 2018/04/13 'Inplace operation in pytorch', the first bug: in forward(), b = torch.mm(param, a), then in a loop b[i] = b[i] + 1 and y = y + torch.mm(param, b); mended with clone()
# mistake: The tensor that the matrix product needs for its gradient is overwritten in place, unit after unit; backward() stops.
# lines: 19-20
# crash: yes
# first wrong: -
import torch


class Net(torch.nn.Module):
    def __init__(self, W, B):
        super().__init__()
        self.params = list(zip(W, B))

    def forward(self, a):
        (w1, b1), (w2, b2), (w3, b3), (w4, b4) = self.params
        b = torch.relu(torch.mm(a, w1) + b1)
        for w, bias in [(w2, b2), (w3, b3)]:
            y = torch.mm(b, w) + bias
            for i in range(y.size(1)):
                b[:, i] = torch.relu(y[:, i])
        return torch.mm(b, w4) + b4


def exercise2(W, B, X, T):
    net = Net(W, B)
    y = net(X)
    return ((y - T) ** 2).mean()
