# exercise: 2
# source: ronghuaiyang/arcface-pytorch issue 56 'element 0 of tensors does not require grad': the error was silenced by loss.requires_grad = True, then the loss does not decline (it is not told what had cut the graph; no_grad as in nianticlabs/monodepth2 issue 24)
# mistake: The outputs are computed under no_grad, and requires_grad is set on the loss to silence the error: no parameter gets a gradient.
# lines: 30, 31, 33
# crash: no
# first wrong: err
import torch
import torch.nn.functional as F


class Model:
    def __init__(self, W, B):
        self.W = W
        self.B = B

    def forward(self, data):
        feature = data
        for w, b in zip(self.W[:-1], self.B[:-1]):
            feature = F.relu(F.linear(feature, w.t(), b))
        return F.linear(feature, self.W[-1].t(), self.B[-1])


def criterion(output, label):
    return F.mse_loss(output, label)


def exercise2(W, B, X, T):
    model = Model(W, B)
    data_input, label = X, T
    with torch.no_grad():
        output = model.forward(data_input)
    loss = criterion(output, label)
    loss.requires_grad = True
    return loss
