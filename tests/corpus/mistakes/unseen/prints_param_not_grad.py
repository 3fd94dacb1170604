# exercise: 3
# source: lanpa/tensorboardX, issue 212 'How to visualize gradient with tensorboardX in pytorch': the histograms of demo.py are those of param, for gradients 'Replace param with something like param.grad'
# mistake: The histogram is made of the parameters, so the number printed is the weight and not its gradient.
# lines: 20
# crash: no
# first wrong: -
import numpy as np


class SummaryWriter:
    def __init__(self):
        self.histograms = {}

    def add_histogram(self, tag, values):
        self.histograms[tag] = np.array(values)


def log_gradients(net, writer):
    for name, param in net.named_parameters():
        writer.add_histogram(name, param.clone().cpu().data.numpy())


def exercise3(net):
    writer = SummaryWriter()
    log_gradients(net, writer)
    print(writer.histograms["0.weight"][0, 0])
