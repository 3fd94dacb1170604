# exercise: 3
# source: Lasagne/Lasagne, issue 712: "[0] would be the input layer, so [1] is the first layer", which does not hold in PyTorch
# mistake: The list holds the linear layers only, so index 1 is the second layer, not the first.
# lines: 16
# crash: no
# first wrong: -
import numpy as np
import torch.nn as nn


def get_all_layers(network):
    return [module for module in network.modules() if isinstance(module, nn.Linear)]


def exercise3(net):
    layer1 = get_all_layers(net)[1]
    dW = layer1.weight.grad.numpy()
    print(np.abs(dW[0, 0]))
