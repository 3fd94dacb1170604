# exercise: 2
# source: queenie88/A-GCN (Python), issue 4 'Question about gradient flow': adj is detached from the graph, how could W_phi and W_theta be updated? Answer: the detach() should be removed, we forget to modify this code
# mistake: The result of the first two layers is detached before it goes into the others, so that their parameters get no gradient.
# lines: 30
# crash: no
# first wrong: W[1].grad
import torch
import torch.nn.functional as F


class Embedding(torch.nn.Module):
    def __init__(self, phi, theta):
        super().__init__()
        self.W_phi, self.b_phi = phi
        self.W_theta, self.b_theta = theta

    def forward(self, x):
        x = F.relu(torch.addmm(self.b_phi, x, self.W_phi))
        return F.relu(torch.addmm(self.b_theta, x, self.W_theta))


class Net(torch.nn.Module):
    def __init__(self, layers):
        super().__init__()
        self.embedding = Embedding(layers[0], layers[1])
        self.layers = layers[2:]

    def forward(self, x):
        adj = self.embedding(x)
        out = adj.detach()
        for i, (weight, bias) in enumerate(self.layers):
            out = torch.addmm(bias, out, weight)
            if i < len(self.layers) - 1:
                out = F.relu(out)
        return out


def exercise2(W, B, X, T):
    net = Net(list(zip(W, B)))
    return F.mse_loss(net(X), T)
