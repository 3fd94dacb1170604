# exercise: 2
# source: speechbrain/speechbrain, issue 1396: x = self.modules.enc(feats.detach()) detaches the tensor from the computation graph; the same in queenie88/A-GCN, issue 4
# mistake: feats.detach() cuts the graph, so the parameters of the first two layers get no gradient.
# lines: 36
# crash: no
# first wrong: W[1].grad
import torch


class Encoder:
    """First two layers."""

    def __init__(self, W, B):
        self.W, self.B = W[:2], B[:2]

    def __call__(self, wavs):
        feats = wavs
        for w, b in zip(self.W, self.B):
            feats = torch.relu(torch.mm(feats, w) + b)
        return feats


class Regressor:
    """Last two layers."""

    def __init__(self, W, B):
        self.W, self.B = W[2:], B[2:]

    def __call__(self, feats):
        x = torch.relu(torch.mm(feats, self.W[0]) + self.B[0])
        return torch.mm(x, self.W[1]) + self.B[1]


def compute_forward(enc, dec, wavs):
    feats = enc(wavs)
    return dec(feats.detach())


def compute_objectives(predictions, targets):
    return torch.nn.functional.mse_loss(predictions, targets)


def exercise2(W, B, X, T):
    predictions = compute_forward(Encoder(W, B), Regressor(W, B), X)
    return compute_objectives(predictions, T)
