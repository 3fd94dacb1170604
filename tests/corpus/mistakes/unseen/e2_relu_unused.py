# exercise: 2
# source: Cadene/pretrained-models.pytorch, issues 79 and 90: the output of the ReLU is never used, its input is passed on to the next layer
# mistake: The result of the ReLU of the second layer is not used: the third layer gets the values before the ReLU.
# lines: 22
# crash: no
# first wrong: err
import torch
import torch.nn.functional as F


class Net(torch.nn.Module):
    def __init__(self, W, B):
        super().__init__()
        self.fc1_w, self.fc2_w, self.fc3_w, self.fc4_w = W
        self.fc1_b, self.fc2_b, self.fc3_b, self.fc4_b = B

    def features(self, input):
        fc1_out = F.linear(input, self.fc1_w.t(), self.fc1_b)
        fc1_relu_out = F.relu(fc1_out)
        fc2_out = F.linear(fc1_relu_out, self.fc2_w.t(), self.fc2_b)
        fc2_relu_out = F.relu(fc2_out)
        fc3_out = F.linear(fc2_out, self.fc3_w.t(), self.fc3_b)
        fc3_relu_out = F.relu(fc3_out)
        return fc3_relu_out

    def forward(self, input):
        return F.linear(self.features(input), self.fc4_w.t(), self.fc4_b)


def exercise2(W, B, X, T):
    net = Net(W, B)
    diff = net(X) - T
    return (diff * diff).sum() / T.numel()
