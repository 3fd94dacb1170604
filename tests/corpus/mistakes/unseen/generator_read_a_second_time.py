# exercise: 3
# source: pytorch/torchtitan (Python, PyTorch), pull request 1258 "fix: clip_grad_norm_ general usage": the list of the gradients for the total norm is made from the parameters, and then the same parameters are handed to the clipping; if they are a generator it is exhausted by then and nothing happens; with list(model.parameters()) it works, and the request lets the function take a generator, too (here by making a list of it). Here the second reading looks for the gradient to print
# mistake: The named parameters are a generator, which the total norm has read to its end already, so the second loop finds no parameter, and zero is printed.
# lines: 12
# crash: no
# first wrong: -
import torch


@torch.no_grad()
def grad_report(parameters, name, index):
    grads = [p.grad for _, p in parameters if p.grad is not None]
    total_norm = torch.linalg.vector_norm(torch.stack([g.norm() for g in grads]))
    magnitude = 0.0
    for key, p in parameters:
        if key == name:
            magnitude = p.grad[index].abs().item()
    return total_norm.item(), magnitude


def exercise3(net):
    total_norm, magnitude = grad_report(net.named_parameters(), "0.weight", (0, 0))
    print(f"total norm {total_norm:.9g}, first weight {magnitude:.9g}")
