# exercise: 3
# source: keras-team/keras, issues 18433 and 20809 and pull request 22317 'Fix TensorBoard weight histogram name collisions': weight.name (kernel, bias) is the same for all layers, so they overwrite one another; it became weight.path; there it concerns histograms of the weights, here the gradients
# mistake: The gradients are kept under the short name of the parameter, which all layers share, so the one of the last layer is printed as the first.
# lines: 18
# crash: no
# first wrong: -
import torch.nn as nn


class GradientLog:
    def __init__(self, model):
        self.model = model
        self.values = {}

    def log_gradients(self):
        for index, layer in enumerate(self.model):
            for name, weight in layer.named_parameters():
                weight_name = name
                self.values[weight_name] = weight.grad.detach().numpy()

    def find(self, name):
        return next(v for k, v in self.values.items() if k.endswith(name))


def exercise3(net):
    log = GradientLog(net)
    log.log_gradients()
    print(log.find("weight")[0][0])
