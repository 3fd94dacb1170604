# exercise: 2
# source: lnccbrown/LANfactory, issue 105 "JAX MLP activation list can be smaller than layer list (index misalignment)": "linear" is filtered out, then activation_funs[i] is out of range
# mistake: The linear activation is left out of the list, so the list is shorter than that of the layers, by whose index it is read.
# lines: 14, 17
# crash: yes
# first wrong: -
import torch

ACTIVATIONS = {"relu": torch.relu, "tanh": torch.tanh, "linear": lambda x: x}


def exercise2(W, B, X, T):
    names = ["relu"] * (len(W) - 1) + ["linear"]
    activation_funs = [ACTIVATIONS[name] for name in names if name != "linear"]
    x = X
    for i, (weight, bias) in enumerate(zip(W, B)):
        x = activation_funs[i](torch.einsum("ni,io->no", x, weight) + bias)
    return torch.mean(torch.pow(x - T, 2))
