# exercise: 2
# source: mindee/doctr (Python), pull request 379 'fix: Torch loss dimension': compute_loss returned ce_loss.unsqueeze(1), one number for each sample, 'RuntimeError: grad can be implicitly created only for scalar outputs'; it became torch.mean(ce_loss)
# mistake: The loss is returned for each sample and is not averaged, so that backward() has no scalar to begin with.
# lines: 36
# crash: no
# first wrong: err
import torch
from torch import nn


class Decoder(nn.Module):
    def __init__(self, weights, biases):
        super().__init__()
        self.weights = weights
        self.biases = biases

    def forward(self, features):
        last = len(self.weights) - 1
        for idx, (weight, bias) in enumerate(zip(self.weights, self.biases)):
            features = features @ weight + bias
            if idx < last:
                features = features.relu()
        return features


class Regressor(nn.Module):
    def __init__(self, decoder):
        super().__init__()
        self.decoder = decoder

    @staticmethod
    def compute_loss(model_output, target):
        n_out = target.shape[1]
        se_loss = (model_output - target) ** 2
        mse_loss = se_loss.sum(1) / n_out
        return mse_loss.unsqueeze(1)

    def forward(self, x, target):
        out = self.decoder(x)
        return {"out": out, "loss": self.compute_loss(out, target)}


def exercise2(W, B, X, T):
    return Regressor(Decoder(W, B))(X, T)["loss"]
