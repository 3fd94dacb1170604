# exercise: 2
# source: discuss.pytorch.org topic 26372 '.grad is None - autograd through list of Variables': out_column = Variable(o[:, i:i+chunk_size].data, requires_grad=...) and the loss computed from it; no gradient reaches the network before
# mistake: The hidden activations are wrapped again from .data, which cuts the graph: only the last layer gets a gradient.
# lines: 30
# crash: no
# first wrong: W[2].grad
import torch
from torch.autograd import Variable


class Encoder:
    def __init__(self, weights, biases):
        self.layers = list(zip(weights, biases))

    def __call__(self, x):
        for w, b in self.layers:
            x = torch.relu(x.mm(w) + b)
        return x


class LossCompute:
    def __init__(self, generator, criterion, chunk_size=5):
        self.generator = generator
        self.criterion = criterion
        self.chunk_size = chunk_size

    def __call__(self, out, targets, normalize):
        total = 0.0
        for i in range(0, out.size(0), self.chunk_size):
            out_column = Variable(out[i:i + self.chunk_size].data, requires_grad=True)
            gen = self.generator(out_column)
            loss = self.criterion(gen, targets[i:i + self.chunk_size])
            total = total + loss / normalize
        return total


def exercise2(W, B, X, T):
    encoder = Encoder(W[:-1], B[:-1])
    compute = LossCompute(lambda h: h.mm(W[-1]) + B[-1], torch.nn.MSELoss(reduction='sum'))
    return compute(encoder(X), T, T.numel())
