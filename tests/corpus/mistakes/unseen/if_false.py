# exercise: 2
# source: a public class ReLuMLP (PyTorch): if False and i == self.num_layers: ..., else: x = F.relu(l(x)), for all layers
# mistake: A condition that was switched off with 'False and' lets the output pass through ReLU as well.
# lines: 15
# crash: no
# first wrong: err
import torch.nn.functional as F


def exercise2(W, B, X, T):
    num_layers = len(W)
    x = X
    for i in range(1, num_layers + 1):
        z = x @ W[i - 1] + B[i - 1]
        if False and i == num_layers:
            x = z
        else:
            x = F.relu(z)
    return F.mse_loss(x, T)
