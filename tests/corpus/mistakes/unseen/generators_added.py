# exercise: 3
# source: dillondavis/RecurrentAttentionConvolutionalNeuralNetwork (Python), issue 1: cnn_params_to_optimize = model.cnn1.parameters() + model.cnn2.parameters(), TypeError: unsupported operand type(s) for +: 'generator' and 'generator'
# mistake: parameters() of a layer is a generator, and two of these cannot be joined with +
# lines: 17, 19
# crash: yes
# first wrong: -
from torch import nn


def linear_layers(model):
    return [layer for layer in model if isinstance(layer, nn.Linear)]


def exercise3(net):
    layers = linear_layers(net)
    first, rest = layers[0], layers[1:]
    params = first.parameters()
    for layer in rest:
        params = params + layer.parameters()
    grads = [p.grad for p in params]
    print(abs(grads[0][0, 0].item()))
