# exercise: 3
# source: sraashis/deepdyn (Python, PyTorch), commit ed11363 'Missed to log gradient.' (pull request 99): in the loop over named_parameters both the values and the gradients were written with histo_summary(tag, ...) under the same tag; that of the gradients became tag + '/gradients'
# mistake: The gradients are recorded under the tag of the weights, so the two are mixed in one summary and the number that is printed is half made of the weight.
# lines: 24
# crash: no
# first wrong: -
import numpy as np


class Logger:
    def __init__(self):
        self.summaries = {}

    def histo_summary(self, tag, values, step):
        self.summaries.setdefault(tag, []).append((step, values))

    def magnitude(self, tag, index):
        return np.mean([abs(values[index]) for _, values in self.summaries[tag]])


def log_parameters(net, logger, step):
    for tag, value in net.named_parameters():
        logger.histo_summary(tag, value.data.cpu().numpy(), step)
        logger.histo_summary(tag, value.grad.data.cpu().numpy(), step)


def exercise3(net):
    logger = Logger()
    log_parameters(net, logger, step=1)
    for tag in logger.summaries:
        if tag.startswith("0.weight"):
            print(tag, logger.magnitude(tag, (0, 0)))
