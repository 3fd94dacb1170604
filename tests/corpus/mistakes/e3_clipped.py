# exercise: 3
# source: radixark/miles, pull request 2132 "grad_norm is logged before clipping, not after": clip_grad_norm_ returns the norm and then rescales the gradients in place
# mistake: The call that returns the norm rescales the gradients in place, so the entry is that of the clipped gradient.
# lines: 11, 15
# crash: no
# first wrong: -
import torch


def total_norm(net):
    return torch.nn.utils.clip_grad_norm_(net.parameters(), 1.0)


def exercise3(net):
    norm = total_norm(net)
    assert torch.isfinite(norm)
    g = net[0].weight.grad
    print(float(g[0, 0].abs()))
