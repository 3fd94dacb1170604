# exercise: 2
# source: github speechbrain/speechbrain, issue 735 (element 0 of tensors does not require grad): loss=Variable(loss,requires_grad=True) was put in to make backward() run
# mistake: The error is wrapped into a new Variable that requires a gradient; this is a leaf, cut off from the network, so backward() runs but reaches no weight.
# lines: 26
# crash: no
# first wrong: err
import torch
from torch.autograd import Variable


class Brain:
    def __init__(self, weights, biases):
        self.weights = weights
        self.biases = biases

    def compute_forward(self, batch):
        hidden = batch["sig"]
        last = len(self.weights) - 1
        for i in range(last):
            hidden = torch.relu(torch.matmul(hidden, self.weights[i]) + self.biases[i])
        predict = torch.matmul(hidden, self.weights[last]) + self.biases[last]
        return {"predict": predict}

    def compute_objectives(self, predictions, batch):
        loss = torch.nn.functional.mse_loss(predictions["predict"], batch["target"])
        loss = Variable(loss, requires_grad=True)
        return loss


def exercise2(W, B, X, T):
    brain = Brain(W, B)
    batch = {"sig": X, "target": T}
    predictions = brain.compute_forward(batch)
    return brain.compute_objectives(predictions, batch)
