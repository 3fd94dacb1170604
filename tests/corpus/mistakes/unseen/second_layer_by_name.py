# exercise: 3
# source: whosebug.com question 5146164 'PyTorch - unexpected shape of model parameters weights' (Stack Overflow in Chinese): model.fc1.weight.data.shape gave [128, 256], list(model.parameters())[0].shape gave [256, 784]; fc1 was taken for the layer between the inputs and the first hidden layer
# mistake: fc1 is taken for the first layer, but the layers are numbered from 0 and fc1 is the second one.
# lines: 19
# crash: no
# first wrong: -
import torch.nn as nn


class FullyConnected(nn.Module):
    def __init__(self, layers):
        super().__init__()
        linear = [layer for layer in layers if isinstance(layer, nn.Linear)]
        for number, layer in enumerate(linear):
            setattr(self, f"fc{number}", layer)


def first_gradient(model):
    weights = model.fc1.weight
    return weights.grad.data[0, 0].abs().item()


def exercise3(net):
    model = FullyConnected(net)
    print(first_gradient(model))
