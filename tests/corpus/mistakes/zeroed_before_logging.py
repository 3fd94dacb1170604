# exercise: 3
# source: pytorch/ignite, issue 2459 "GradsScalarHandler logs 0 gradients"; the same in Lightning-AI/pytorch-lightning, issue 272
# mistake: The gradients are set to zero before the handler logs them.
# lines: 21
# crash: no
# first wrong: -
import torch


class Engine:
    """Calls its handlers when an iteration is completed."""

    def __init__(self, net):
        self.net = net
        self.handlers = []

    def on_iteration_completed(self, handler):
        self.handlers.append(handler)

    def finish(self):
        self.net.zero_grad(set_to_none=False)
        for handler in self.handlers:
            handler(self.net)


def grads_scalar_handler(net):
    first = next(p for p in net.parameters() if p.dim() == 2)
    print(first.grad[0, 0].abs().item())


def exercise3(net):
    trainer = Engine(net)
    trainer.on_iteration_completed(grads_scalar_handler)
    trainer.finish()
