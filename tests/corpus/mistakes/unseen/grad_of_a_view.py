# exercise: 3
# source: pytorch/pytorch issue 19778 'Grad is None after using view': X_view = torch.tensor(...).view(2, 1, 1), and X_view.grad is None after backward()
# mistake: The gradient is asked of a view of the weights, which is not a leaf and has none; None is printed.
# lines: 11, 12
# crash: no
# first wrong: -
import torch


def first_entry(layer):
    X = layer.weight.view(-1)[0]
    x_grad = X.grad
    return x_grad


def exercise3(net):
    linear = [m for m in net if isinstance(m, torch.nn.Linear)]
    print(f"{first_entry(linear[0])}")
