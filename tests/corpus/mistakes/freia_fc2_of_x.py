# exercise: 2
# source: vislearn/FrEIA, issue 1 "Bug in Fully Connected Layer after recent update": out = self.fc2(x) should be out = self.fc2(out), mismatched dimensions
# mistake: The second layer gets the data x (four columns) and not out, the output of the first layer (six columns).
# lines: 22
# crash: yes
# first wrong: -
import torch
import torch.nn.functional as F


class F_fully_connected:
    def __init__(self, W, B):
        self.fc1, self.fc2, self.fc3, self.fc4 = [self.fc(w, b) for w, b in zip(W, B)]

    @staticmethod
    def fc(w, b):
        return lambda a: F.linear(a, w.T, b)

    def forward(self, x):
        out = self.fc1(x)
        out = F.relu(out)
        out = self.fc2(x)
        out = F.relu(out)
        out = self.fc3(out)
        out = F.relu(out)
        return self.fc4(out)


def exercise2(W, B, X, T):
    y = F_fully_connected(W, B).forward(X)
    return torch.mean((y - T) ** 2)
