# exercise: 3
# source: cellarium-ai/cellarium-ml, pull request 401 "log hist of W_gc not b_c": the bias was logged where the weight matrix is meant
# mistake: The gradient of the first bias is printed, not that of the first weight.
# lines: 22
# crash: no
# first wrong: -
import torch


class GradientLogger:
    def __init__(self, suffix):
        self.suffix = suffix
        self.logged = []

    def on_after_backward(self, model):
        for name, parameter in model.named_parameters():
            if name.endswith(self.suffix):
                self.logged.append(parameter.grad.flatten())


def exercise3(net):
    logger = GradientLogger("bias")
    logger.on_after_backward(net)
    first = logger.logged[0][0]
    print(torch.linalg.norm(first).item())
