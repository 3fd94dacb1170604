# exercise: 2
# source: spragunr/deep_q_rl, issue 46 "Gradient zero when diff is clipped" (Theano): diff = diff.clip(-self.clip_delta, self.clip_delta), before it is squared
# mistake: The difference is clipped before it is squared, so samples with a large difference get a small error and no gradient.
# lines: 26, 27
# crash: no
# first wrong: err
import torch


class QNetwork:
    clip_delta = 1.0

    def __init__(self, params):
        self.params = params

    def q_vals(self, states):
        out = states
        last = len(self.params) - 1
        for n, (w, b) in enumerate(self.params):
            out = torch.addmm(b, out, w)
            out = out if n == last else torch.maximum(out, torch.zeros_like(out))
        return out

    def loss(self, states, target):
        diff = target - self.q_vals(states)
        if self.clip_delta > 0:
            diff = diff.clip(-self.clip_delta, self.clip_delta)
        return torch.mean(diff**2)


def exercise2(W, B, X, T):
    network = QNetwork([(w, b) for w, b in zip(W, B)])
    return network.loss(X, T)
