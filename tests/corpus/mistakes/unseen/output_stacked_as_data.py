# exercise: 2
# source: facebookresearch/inversecooking, issue 8 (duplicate of 3, fixed by commit 3ab629c): in transformer_decoder.py, logits = torch.stack(logits, 1).data, loss.backward() fails; it became torch.stack(logits, 1)
# mistake: the outputs of the single steps are stacked and then only their data are taken, so the error has no graph
# lines: 25
# crash: no
# first wrong: err
import torch
import torch.nn.functional as F


class Decoder:
    def __init__(self, weights, biases):
        self.layers = list(zip(weights, biases))

    def step(self, feature):
        for weight, bias in self.layers[:-1]:
            feature = F.relu(F.linear(feature, weight.t(), bias))
        weight, bias = self.layers[-1]
        return F.linear(feature, weight.t(), bias)

    def sample(self, features):
        logits = []
        for i in range(features.size(0)):
            logits.append(self.step(features[i]))
        logits = torch.stack(logits, 0).data
        return logits


def exercise2(W, B, X, T):
    decoder = Decoder(W, B)
    outputs = decoder.sample(X)
    return F.mse_loss(outputs, T)
