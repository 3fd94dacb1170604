# exercise: 3
# source: Maghoumi/pytorch-softdtw-cuda, issue 25 "Gradients are gone when moving the code to CUDA": x = torch.rand(..., requires_grad=True), then x = x.to(device), and x.grad is empty, with the warning about a tensor that is not a leaf
# mistake: The weight is moved and converted first, which makes a new tensor that is not a leaf, and the gradient is asked of that one, which has none.
# lines: 17, 18
# crash: yes
# first wrong: -
import torch


class GradientReport:
    def __init__(self, net, device="cpu", dtype=torch.float32):
        self.net = net
        self.device = torch.device(device)
        self.dtype = dtype

    def gradient(self, index):
        weight = self.net[index].weight.to(self.device, self.dtype)
        return weight.grad

    def first(self):
        grad = self.gradient(0)
        return grad[0, 0].abs().item()


def exercise3(net):
    report = GradientReport(net)
    print(report.first())
