# exercise: 2
# source: manzilzaheer/DeepSets (PyTorch), pull request 1 'fixed broadcasting issue between y and y_pred in PopStats': the (128,)-tensor y behaves as a (1,128)-tensor when subtracted from the (128,1)-tensor y_pred, yielding a (128,128)-tensor and the wrong MSE loss
# mistake: The targets are made flat, and the difference to the column of predictions is broadcast to a square matrix of all pairs.
# lines: 30
# crash: no
# first wrong: err
import torch
import torch.nn.functional as F


class DenseNet:
    def __init__(self, weights, biases):
        self.weights = weights
        self.biases = biases

    def __call__(self, x):
        last = len(self.weights) - 1
        for i in range(last):
            x = F.relu(torch.mm(x, self.weights[i]) + self.biases[i])
        return torch.mm(x, self.weights[last]) + self.biases[last]


def mean_squared(y, y_pred):
    diff = y - y_pred
    return (diff * diff).mean()


def exercise2(W, B, X, T):
    model = DenseNet(W, B)
    y = T.reshape(-1)
    y_pred = model(X)
    loss = mean_squared(y, y_pred)
    return loss
