# exercise: 3
# source: deeplearning4j/deeplearning4j, pull request 325 (Java): gradients and label list were not matched up correctly, the set was mixing up the order
# mistake: The names are sorted, the gradients are not: 0.bias comes first among the names, so 0.weight gets the gradient of the bias.
# lines: 20
# crash: no
# first wrong: -
import torch


class GradientPlotter:
    def __init__(self, model):
        self.labels = []
        self.gradients = []
        for name, param in model.named_parameters():
            self.gradients.append(param.grad)
            if name not in self.labels:
                self.labels.append(name)

    def table(self):
        return dict(zip(sorted(set(self.labels)), self.gradients))


def exercise3(net):
    plotter = GradientPlotter(net)
    grad = plotter.table()["0.weight"]
    print(grad.reshape(-1)[0].item())
