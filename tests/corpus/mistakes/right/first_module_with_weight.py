# exercise: 3
# source: style that searches the first layer that has a weight
# mistake: none
# lines: -
# crash: no
# first wrong: -
import torch


def exercise3(net):
    first = next(m for m in net.modules() if isinstance(m, torch.nn.Linear))
    value = first.weight.grad.flatten()[0]
    print(float(torch.sqrt(value**2)))
