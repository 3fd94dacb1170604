# exercise: 3
# source: paulgavrikov/visualkeras, issue 49: a torch Sequential is asked for its layers like one of Keras, "'Sequential' object has no attribute '_layers'"
# mistake: The Sequential of PyTorch has no list of layers as that of Keras has, it is indexed directly.
# lines: 11
# crash: yes
# first wrong: -
import torch


def first_layer(model):
    return model.layers[0]


def exercise3(net):
    layer = first_layer(net)
    with torch.no_grad():
        entry = layer.weight.grad[0, 0]
    print(torch.linalg.vector_norm(entry).item())
