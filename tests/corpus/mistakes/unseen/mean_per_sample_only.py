# exercise: 2
# source: ucl-bug/helmnet (Python, PyTorch), commit 3134ebb "Fix computing MSE loss function" (pull request 2), loss_function: x.pow(2).mean((1, 2, 3)) kept the axis of the samples and became x.pow(2).mean()
# mistake: The mean is taken over all axes but the first, so that there is one error for each sample instead of a single number; the error is no scalar and the program stops.
# lines: 23
# crash: yes
# first wrong: -
import torch

class Solver:
    def __init__(self, W, B, loss="mse"):
        self.loss = loss
        self.blocks = list(zip(W, B))

    def forward(self, x):
        for n, (w, b) in enumerate(self.blocks):
            x = torch.matmul(x, w) + b
            if n + 1 < len(self.blocks):
                x = torch.relu(x)
        return x

    def loss_function(self, x):
        if self.loss == "mse":
            return x.pow(2).mean(1)
        raise NotImplementedError("The loss function {} is not implemented".format(self.loss))

    def training_step(self, batch):
        sources, references = batch
        residual = self.forward(sources) - references
        return self.loss_function(residual)

def exercise2(W, B, X, T):
    solver = Solver(W, B)
    return solver.training_step((X, T))
