# exercise: 2
# source: FernandoLpz/Text-Classification-LSTMs-PyTorch, issue 9 'Using a target size (torch.Size([64])) that is different to the input size (torch.Size([64, 1]))': y_pred was altered to y_pred.squeeze().detach(), and then 'element 0 of tensors does not require grad and does not have a grad_fn'
# mistake: The output is detached from the graph before the error is computed, so the error has no gradient.
# lines: 30
# crash: no
# first wrong: err
import torch
import torch.nn as nn
import torch.nn.functional as F


class TweetRegressor(nn.ModuleList):
    def __init__(self, W, B):
        super().__init__()
        self.W = W
        self.B = B

    def forward(self, x):
        out = x
        for i in range(len(self.W) - 1):
            out = F.relu(torch.matmul(out, self.W[i]) + self.B[i])
        return torch.matmul(out, self.W[-1]) + self.B[-1]


def exercise2(W, B, X, T):
    model = TweetRegressor(list(W), list(B))
    model.train()
    y = T.squeeze(1)
    y_pred = model(X)
    loss = F.mse_loss(y_pred.squeeze().detach(), y)
    return loss
