# exercise: 3
# source: waychin-weiqin/ITSA, issue 3: grad = grad.pow(2) in the function grad_norm, "There is a mistake in the provided code"
# mistake: The square of the gradient is printed.
# lines: 13
# crash: no
# first wrong: -
import torch.nn.functional as F


def grad_norm(layer):
    grad = layer.weight.grad.detach()
    # magnitude of every entry
    grad = grad.pow(2)
    return grad


def exercise3(net):
    grad = grad_norm(net[0])
    print(float(grad[0][0]))
