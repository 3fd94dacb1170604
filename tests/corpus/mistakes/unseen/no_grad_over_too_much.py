# exercise: 2
# source: pico-lm/pico-train, pull request 27 'Bug Fix: Freqs Cis Grad Flow': no_grad was meant to keep freqs_cis, a constant table, from being learned, but stood around the whole of rope, so that no gradient flowed back to the linear operation before it
# mistake: The no_grad that is meant for the constant table stands also around the product with the hidden values, which cuts the graph, so the layers below get no gradient.
# lines: 21
# crash: no
# first wrong: W[0].grad
import torch


class Rope:
    def __init__(self, width, dtype):
        self.width = width
        self.dtype = dtype

    def table(self):
        return torch.ones(self.width, dtype=self.dtype)

    def __call__(self, hidden):
        with torch.no_grad():
            freqs = self.table()
            return hidden * freqs


def feed_forward(x, weight, bias):
    return torch.relu(x @ weight + bias)


def exercise2(W, B, X, T):
    rope = Rope(W[0].shape[1], X.dtype)
    hidden = feed_forward(X, W[0], B[0])
    hidden = rope(hidden)
    for weight, bias in zip(W[1:-1], B[1:-1]):
        hidden = feed_forward(hidden, weight, bias)
    output = hidden @ W[-1] + B[-1]
    return torch.nn.functional.mse_loss(output, T)
