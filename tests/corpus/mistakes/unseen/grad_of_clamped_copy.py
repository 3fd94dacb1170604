# exercise: 3
# source: facebookresearch/pytext (PyTorch), commit 3a0ec8a0 "Fix broken gradients logging and add lr logging to tensorboard (#1158)", channel.py: in the loop over named_parameters() val = torch.clamp(val.float(), -limit, limit) came first, then val.grad was asked for; grad = val.grad was put before the clamp
# mistake: val is no longer the parameter but the result of clamp, which is no leaf and has no grad, so the condition is never true and nothing is printed.
# lines: 19, 21, 22
# crash: no
# first wrong: -
import torch


class Channel:
    def __init__(self, limit=9.9e19):
        self.limit = limit
        self.values, self.gradients = {}, {}

    def report(self, model):
        limit = self.limit
        for key, val in model.named_parameters():
            if val is not None and len(val) > 0 and not (val == 0).all():
                val = torch.clamp(val.float(), -limit, limit)
                self.values[key] = val.detach()
                if val.grad is not None and len(val.grad) > 0:
                    self.gradients[key + "_gradients"] = torch.clamp(val.grad.float(), -limit, limit)


def exercise3(net):
    channel = Channel()
    channel.report(net)
    for key, grad in channel.gradients.items():
        if key == "0.weight_gradients":
            print(grad[0, 0].abs().item())
