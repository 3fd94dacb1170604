# exercise: 3
# source: IvanDrokin/torch-conv-kan, issue 1 'output_hook is not storing tensors', train/trainer.py: for module in model.named_modules() should be for module in model.modules()
# mistake: named_modules() gives pairs of a name and a module, so no item of the loop is a linear layer and no gradient is stored; what is printed is the zero of the start.
# lines: 19
# crash: no
# first wrong: -
import torch
from torch import nn


class GradientStore:
    def __init__(self):
        self.inner_gradients = []

    def output_hook(self, module):
        self.inner_gradients.append(module.weight.grad)

    def register(self, model):
        for module in model.named_modules():
            if isinstance(module, nn.Linear):
                self.output_hook(module)
        return self

    def first(self):
        total = torch.zeros(())
        for gradient in self.inner_gradients[:1]:
            total = total + gradient[0, 0].abs()
        return total


def exercise3(net):
    store = GradientStore().register(net)
    print(store.first().item())
