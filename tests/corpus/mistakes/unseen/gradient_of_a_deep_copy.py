# exercise: 3
# source: vmikulik/maml-pytorch (PyTorch), issue 2 'torch.autograd.grad gives None': the asker takes a deepcopy of the model in place of the parameterized model, and its gradients are missing; 'unless carefully done, deepcopy breaks the computational graph'
# mistake: The gradients are read from a deep copy of the network; its parameters are new ones, which have no gradient.
# lines: 18
# crash: yes
# first wrong: -
import copy

import torch.nn as nn


class MAML:
    def __init__(self, model):
        self.model = model
        self.weights = list(model.parameters())

    def temp_weights(self):
        model = copy.deepcopy(self.model)
        return [w for m in model if isinstance(m, nn.Linear) for w in m.parameters()]

    def meta_gradient(self, index):
        temp_weights = self.temp_weights()
        return temp_weights[index].grad


def exercise3(net):
    maml = MAML(net)
    meta_grad = maml.meta_gradient(0)
    print(meta_grad[0][0].abs().item())
