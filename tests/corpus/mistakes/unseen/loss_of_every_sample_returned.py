# exercise: 2
# source: microsoft/malmo-challenge (Python, Chainer), pull request 22, commit 6d60361 "fix chainer model loss computation" ("If we do not sum, it crashes during backward() operation"), malmopy/model/chainer/qlearning.py: loss = F.huber_loss(q_subset, y, 1.0), a loss for each sample, became F.sum(F.huber_loss(...)). Here it is the squared error, and the mean
# mistake: The loss is left as one number for each sample; it is not reduced to a scalar, so it cannot be taken as the error and backward() refuses it.
# lines: 34
# crash: yes
# first wrong: -
import torch


class ChainModel:
    def __init__(self, links, activation):
        self.links = links
        self.activation = activation

    def __call__(self, x):
        *hidden, (w, b) = self.links
        for v, c in hidden:
            x = self.activation(torch.addmm(c, x, v))
        return torch.addmm(b, x, w)


class QNeuralNetwork:
    def __init__(self, model):
        self._model = model
        self._loss_val = None

    def squared_error(self, q, y):
        return (q - y) * (q - y)

    def train(self, x, y):
        batch_size = x.shape[0]
        q_subset = self._model(x).reshape(batch_size, 1)
        y = y.reshape(batch_size, 1)
        loss = self.squared_error(q_subset, y)
        self._loss_val = loss
        return loss


def exercise2(W, B, X, T):
    network = QNeuralNetwork(ChainModel(list(zip(W, B)), torch.relu))
    return network.train(X, T)
