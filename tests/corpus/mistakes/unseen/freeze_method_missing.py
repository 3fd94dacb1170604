# exercise: 2
# source: araffin/srl-zoo (Python, PyTorch), commit b903147 'corrected require_grad_', models/triplet.py: in a loop that is to freeze tensors, param.set_grad_enabled(False) was replaced, by param.require_grad_(False), which does not exist either
# mistake: Tensors have no method set_grad_enabled; what freezes a tensor is requires_grad_(False).
# lines: 31
# crash: yes
# first wrong: -
import torch
import torch.nn.functional as F


class DenseNetwork:
    def __init__(self, weights, biases):
        self.weights = weights
        self.biases = biases

    def forward(self, x):
        last = len(self.weights) - 1
        for i, (weight, bias) in enumerate(zip(self.weights, self.biases)):
            x = torch.matmul(x, weight) + bias
            if i < last:
                x = F.relu(x)
        return x


def mseLoss(predicted, target):
    return torch.sum((predicted - target) ** 2) / target.nelement()


def exercise2(W, B, X, T):
    for data in (X, T):
        data.set_grad_enabled(False)
    model = DenseNetwork(W, B)
    pred_states = model.forward(X)
    return mseLoss(pred_states, T)
