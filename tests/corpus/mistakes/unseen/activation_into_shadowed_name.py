# exercise: 2
# source: 10-zin/cpp-micrograd (C), commit 4b71459 'fixed memory bugs', mlp.h, neuron_forward: inside of if (neuron->nonlin), Value* sum = leaky_relu(sum) declares another sum, and the outer one is returned
# mistake: The result of the activation function goes into another variable than the one that is returned, so the hidden units are linear.
# lines: 25
# crash: no
# first wrong: err
import torch


class Neuron:
    def __init__(self, w, b, nonlin):
        self.w, self.b, self.nonlin = w, b, nonlin


class Layer:
    def __init__(self, w, b, nonlin):
        self.neurons = [Neuron(w[:, j], b[j], nonlin) for j in range(len(b))]


def neuron_forward(neuron, x):
    prod = x * neuron.w
    total = prod.sum(dim=-1)
    total = total + neuron.b
    if neuron.nonlin:
        act = torch.relu(total)
    return total


def layer_forward(layer, x):
    out = [neuron_forward(neuron, x) for neuron in layer.neurons]
    return torch.stack(out, dim=-1)


def mlp_forward(mlp, x):
    for layer in mlp:
        x = layer_forward(layer, x)
    return x


def exercise2(W, B, X, T):
    nlayers = len(W)
    mlp = []
    for i in range(nlayers):
        mlp.append(Layer(W[i], B[i], i != nlayers - 1))
    y = mlp_forward(mlp, X)
    return torch.mean((y - T) ** 2)
