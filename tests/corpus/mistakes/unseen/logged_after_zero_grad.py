# exercise: 3
# source: meta-pytorch/tnt (Python, PyTorch), pull request 969 'move out zero grad logic into separate function': it was not possible to log gradients from AutoUnit, 'as they are zeroed out before on_train_step_end() is reached'
# mistake: The step empties the gradients before the callback that logs them is called.
# lines: 23, 24
# crash: no
# first wrong: -
import torch


class Logger:
    def log(self, name, value):
        print(value)


class AutoUnit:
    def __init__(self, module, logger):
        self.module = module
        self.logger = logger
        self.optimizer = torch.optim.SGD(module.parameters(), lr=1e-4)

    def train_step(self):
        self.optimizer.step()
        self.zero_grad()
        self.on_train_step_end()

    def zero_grad(self):
        self.optimizer.zero_grad(set_to_none=False)

    def on_train_step_end(self):
        for name, parameter in self.module.named_parameters():
            if name == "0.weight":
                self.logger.log(name, parameter.grad[0, 0].item())


def exercise3(net):
    unit = AutoUnit(net, Logger())
    unit.train_step()
