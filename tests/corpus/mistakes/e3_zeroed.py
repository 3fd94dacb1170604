# exercise: 3
# source: open-mmlab/mmdetection, issue 11234 (in Chinese): the gradients are looked at after zero_grad of the optimizer
# mistake: The gradients are set to zero before the entry is read.
# lines: 12, 18, 19
# crash: no
# first wrong: -
import torch


def update(net, optimizer):
    optimizer.step()
    optimizer.zero_grad(set_to_none=False)


def exercise3(net):
    optimizer = torch.optim.SGD(net.parameters(), lr=0.01)
    parameter = next(net.parameters())
    update(net, optimizer)
    value = parameter.grad[0][0].item()
    print(abs(value))
