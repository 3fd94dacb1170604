# exercise: 3
# source: facebookresearch/fairchem, pull request 283 "Fix shared parameter gradient scaling": "GemNet-T passed modules instead of parameters"; a warning was added if such a parameter has no gradient
# mistake: The list holds the modules, not their weights; a module has no grad, the check for it is not passed, and what is printed is the initial 0.
# lines: 15
# crash: no
# first wrong: -
import torch


class GradientReader:
    def __init__(self, net):
        self.shared_parameters = []
        for module in net:
            if isinstance(module, torch.nn.Linear):
                self.shared_parameters.append((module, 1))

    def scaled_gradient(self, index, row, column):
        value = 0.0
        param, factor = self.shared_parameters[index]
        if hasattr(param, "grad") and param.grad is not None:
            value = param.grad.detach()[row, column].item() / factor
        return value


def exercise3(net):
    reader = GradientReader(net)
    print(abs(reader.scaled_gradient(0, 0, 0)))
