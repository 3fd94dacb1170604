# exercise: 3
# source: CalculatedContent/WeightWatcher, issue 273: "I got confused by how model.modules() unrolls each module"
# mistake: net.modules() begins with the Sequential itself, which has no weight.
# lines: 11
# crash: yes
# first wrong: -
import torch


def layers_of(net):
    return [m for m in net.modules()]


def exercise3(net):
    layers = layers_of(net)
    first = layers[0]
    dW = first.weight.grad
    value = dW[0, 0]
    print(torch.abs(value).item())
