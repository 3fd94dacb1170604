# exercise: 2
# source: huggingface/torchMoji (Python), issue 21 'loss don't go down when finetune': if return_tensor: outputs = outputs.data in model_def, and against 'element 0 of tensors does not require grad' loss = Variable(loss, requires_grad=True) in finetune.py; without the .data the loss goes down
# mistake: The forward pass returns the data of the outputs, which cuts the graph; that the loss is made a variable that requires gradients only hides the error message.
# lines: 24, 25, 32
# crash: no
# first wrong: err
import torch
from torch import nn
from torch.autograd import Variable


class TorchModel(nn.Module):
    def __init__(self, weights, biases):
        super().__init__()
        self.weights = weights
        self.biases = biases

    def forward(self, input_seqs):
        return_tensor = torch.is_tensor(input_seqs)
        x = input_seqs if return_tensor else Variable(torch.tensor(input_seqs))
        for weight, bias in zip(self.weights[:-1], self.biases[:-1]):
            x = nn.functional.relu(x.mm(weight) + bias)
        outputs = x.mm(self.weights[-1]) + self.biases[-1]
        if return_tensor:
            outputs = outputs.data
        return outputs


def calculate_loss(model, loss_op, inputs, targets):
    outputs = model(inputs)
    loss = loss_op(outputs, targets)
    loss = Variable(loss, requires_grad=True)
    return loss


def exercise2(W, B, X, T):
    model = TorchModel(W, B)
    loss_op = nn.MSELoss()
    return calculate_loss(model, loss_op, X, T)
