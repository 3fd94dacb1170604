# exercise: 3
# source: pytorch/pytorch, issue 38951 "module.register_backward_hook Doesn't Work": the hooks are registered, but are not called
# mistake: The hook is registered after the backward pass, so it is never called and the dictionary stays empty.
# lines: 21
# crash: yes
# first wrong: -
import torch

gradients = {}


def save(name):
    def hook(grad):
        gradients[name] = grad.detach().clone()

    return hook


def exercise3(net):
    for name, parameter in net.named_parameters():
        parameter.register_hook(save(name))
    g = gradients["0.weight"]
    print(torch.abs(g[0][0]).item())
