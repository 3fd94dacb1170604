# exercise: 2
# source: Photon-AI-Research/NeuralSolvers (Python), issue 20 "UserWarning in InitalCondition.py": a target of size [batch_size] and a prediction of size [batch_size, 1] go into the loss; "Using prediction = model(x).reshape(-1) solves the problem"
# mistake: The prediction has the shape (samples, 1) and the target the shape (samples,), so the loss compares every prediction with every target.
# lines: 38
# crash: no
# first wrong: err
import torch
from torch.nn import Module, MSELoss


class MLP(Module):
    def __init__(self, weights, biases):
        super().__init__()
        self.weights = weights
        self.biases = biases

    def forward(self, x):
        last = len(self.weights) - 1
        for i, (w, b) in enumerate(zip(self.weights, self.biases)):
            x = torch.matmul(x, w) + b
            if i < last:
                x = torch.relu(x)
        return x


class LossTerm:
    def __init__(self, dataset, norm):
        self.dataset = dataset
        self.norm = norm


class InitialCondition(LossTerm):
    def __init__(self, dataset, norm):
        super().__init__(dataset, norm)

    def __call__(self, model):
        x, gt_y = self.dataset
        prediction = model(x)
        return self.norm(prediction, gt_y)


def exercise2(W, B, X, T):
    condition = InitialCondition((X, T[:, 0]), MSELoss())
    return condition(MLP(W, B))
