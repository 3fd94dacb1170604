# exercise: 2
# source: sktime/sktime (Python, PyTorch), issue 10931 "BaseDeepRegressorTorch mishandles (batch, 1) network output in loss and predict" and pull request 10932, _base_torch.py, _run_epoch: the loss of y_pred of shape (B, 1) and targets of shape (B,) was taken; now the last axis of y_pred is squeezed off before
# mistake: The network gives a column (n, 1), the targets are flat (n,); their difference is broadcast to all pairs (n, n), and the mean goes over all of them.
# lines: 25
# crash: no
# first wrong: -
import torch

class MLPRegressor:
    def __init__(self, W, B):
        self.W, self.B = W, B

    def network(self, X):
        out = X
        for w, b in zip(self.W[:-1], self.B[:-1]):
            out = torch.relu(out @ w + b)
        return out @ self.W[-1] + self.B[-1]

    def criterion(self, y_pred, outputs):
        return torch.mean((y_pred - outputs) ** 2)

    def run_epoch(self, dataloader):
        losses = []
        for inputs, outputs in dataloader:
            y_pred = self.network(inputs)
            losses.append(self.criterion(y_pred, outputs))
        return sum(losses) / len(losses)

def build_dataloader(X, y):
    return [(X, y.reshape(len(X)))]

def exercise2(W, B, X, T):
    return MLPRegressor(W, B).run_epoch(build_dataloader(X, T))
