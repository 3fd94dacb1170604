# exercise: 2
# source: jfzhang95/pytorch-deeplab-xception (Python, PyTorch), issue 55 "Batch average over Loss": the criterion of loss.py averages already (size_average=True), and with batch_average, the default, the loss is divided by n once more; the asker: the loss gets too small to converge. No mend in the thread; here this division is left out
# mistake: The criterion takes the mean over the batch, and the result is divided by the size of the batch again.
# lines: 12, 25, 26
# crash: no
# first wrong: -
import torch
import torch.nn as nn


class Losses(object):
    def __init__(self, size_average=True, batch_average=True):
        self.reduction = "mean" if size_average else "sum"
        self.batch_average = batch_average

    def build_loss(self, mode="mse"):
        if mode == "mse":
            return self.mse_loss
        raise NotImplementedError

    def mse_loss(self, output, target):
        n = output.size()[0]
        criterion = nn.MSELoss(reduction=self.reduction)
        loss = criterion(output, target)
        if self.batch_average:
            loss /= n
        return loss


class Trainer(object):
    def __init__(self, weights, biases):
        self.layers = list(zip(weights, biases))
        self.criterion = Losses().build_loss(mode="mse")

    def model(self, image):
        for i, (weight, bias) in enumerate(self.layers):
            if i > 0:
                image = torch.relu(image)
            image = torch.addmm(bias, image, weight)
        return image

    def training(self, image, target):
        output = self.model(image)
        return self.criterion(output, target)


def exercise2(W, B, X, T):
    return Trainer(W, B).training(X, T)
