# exercise: 2
# source: OpenTabular/DeepTab (Python, PyTorch), issue 441 'A (n,1) column-vector y silently trains against a broadcast all-pairs loss', deeptab/data/datamodule.py, setup: .unsqueeze(dim=1) on the labels; pull request 455 makes it reshape(-1, 1)
# mistake: The targets are a column already and get one more dimension, so that the difference to the outputs is broadcast to all pairs of samples.
# lines: 19
# crash: no
# first wrong: err
import torch
import torch.nn.functional as F


class TabularDataModule:
    def __init__(self, regression=True):
        self.regression = regression

    def setup(self, X, y):
        self.features = torch.as_tensor(X)
        labels = torch.as_tensor(y)
        if self.regression:
            self.labels = labels.to(self.features.dtype).unsqueeze(dim=1)
        else:
            self.labels = labels.view(-1)

    def batches(self, batch_size):
        yield from zip(self.features.split(batch_size), self.labels.split(batch_size))


class TaskModel:
    def __init__(self, weights, biases):
        self.parameters = list(zip(weights, biases))

    def forward(self, x):
        for number, (weight, bias) in enumerate(self.parameters):
            if number > 0:
                x = F.relu(x)
            x = torch.addmm(bias, x, weight)
        return x

    def compute_loss(self, predictions, y_true):
        return F.mse_loss(predictions, y_true)

    def training_step(self, batch):
        data, labels = batch
        return self.compute_loss(self.forward(data), labels)


def exercise2(W, B, X, T):
    data = TabularDataModule()
    data.setup(X, T)
    model = TaskModel(W, B)
    losses = [model.training_step(batch) for batch in data.batches(len(X))]
    return torch.stack(losses).mean()
