# exercise: 2
# source: Michalek007/Neural-network-from-scratch, commit 032db57 "Bug fix in softmax example": layer2.forward(layer1.output) became layer2.forward(activation1.output)
# mistake: the second layer gets the output of the first layer in place of that of its activation, which is computed and not used
# lines: 29
# crash: no
# first wrong: err
import torch


class LayerDense:
    def __init__(self, weights, biases):
        self.weights = weights
        self.biases = biases

    def forward(self, inputs):
        self.output = torch.matmul(inputs, self.weights) + self.biases


class ActivationReLU:
    def forward(self, inputs):
        self.output = torch.relu(inputs)


def exercise2(W, B, X, T):
    layer1, layer2, layer3, layer4 = (LayerDense(w, b) for w, b in zip(W, B))
    activation1, activation2, activation3 = ActivationReLU(), ActivationReLU(), ActivationReLU()
    layer1.forward(X)
    activation1.forward(layer1.output)
    layer2.forward(layer1.output)
    activation2.forward(layer2.output)
    layer3.forward(activation2.output)
    activation3.forward(layer3.output)
    layer4.forward(activation3.output)
    return torch.mean((layer4.output - T) ** 2)
