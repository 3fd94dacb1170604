# exercise: 3
# source: github pytorch/pytorch, issue 4649 ('grad' is 'None' on sliced section of Variable): subVariable = superVariable[1:3] and then print(subVariable.grad)
# mistake: The gradient is asked of a part of the weights; a part is a new tensor, not a leaf, and its grad is None.
# lines: 18
# crash: no
# first wrong: -
import torch


def first_layer(net):
    for module in net:
        if isinstance(module, torch.nn.Linear):
            return module


def exercise3(net):
    layer = first_layer(net)
    sub_grad = layer.weight[0, 0].grad
    print(f"{sub_grad}")
