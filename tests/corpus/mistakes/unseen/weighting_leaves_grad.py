# exercise: 2
# source: PINA-org/PINA (Python, PyTorch), issue 718 'Wrong gradient of losses in weighting': in ntk_weighting.py and self_adaptive_weighting.py the gradient of every condition was taken with .backward(), which adds to .grad, where it should not stay
# mistake: To measure the gradient of each condition, backward() is called on its loss; it leaves these gradients in the parameters, and those of the next ones are added.
# lines: 17, 18
# crash: no
# first wrong: W[3].grad
import torch


class Weighting:
    def __init__(self, parameters):
        self.parameters = parameters
        self.norms = {}

    def measure(self, losses):
        for condition, loss in losses.items():
            loss.backward(retain_graph=True)
            self.norms[condition] = sum(p.grad.norm() ** 2 for p in self.parameters) ** 0.5

    def aggregate(self, losses, sizes):
        self.measure(losses)
        total = sum(sizes.values())
        return sum(loss * (sizes[condition] / total) for condition, loss in losses.items())


def forward(W, B, x):
    for w, b in zip(W[:-1], B[:-1]):
        x = torch.relu(x @ w + b)
    return x @ W[-1] + B[-1]


def exercise2(W, B, X, T):
    half = len(X) // 2
    conditions = {"boundary": (X[:half], T[:half]), "domain": (X[half:], T[half:])}
    weighting = Weighting(list(W) + list(B))
    losses, sizes = {}, {}
    for condition, (points, target) in conditions.items():
        residual = forward(W, B, points) - target
        losses[condition] = residual.pow(2).mean()
        sizes[condition] = target.numel()
    return weighting.aggregate(losses, sizes)
