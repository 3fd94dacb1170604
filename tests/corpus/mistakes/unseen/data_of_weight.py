# exercise: 3
# source: codegenes.net "PyTorch weight.data": layer.weight.data shows the weight; the gradient is in .grad
# mistake: The weight itself is printed (weight.data), not its gradient (weight.grad).
# lines: 12
# crash: no
# first wrong: -
import torch


def exercise3(net):
    first = net[0]
    value = first.weight.data[0, 0]
    print(torch.linalg.norm(value).item())
