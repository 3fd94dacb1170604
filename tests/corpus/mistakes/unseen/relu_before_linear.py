# exercise: 2
# source: KevinMusgrave/pytorch-metric-learning, issue 753 "RELU before Linear layer in MLP in MetricLossOnly.ipynb example": if i < final_relu_layer: layer_list.append(nn.ReLU(inplace=False)) stands before layer_list.append(nn.Linear(...))
# mistake: The ReLU is put before the linear layer, so it clips the inputs, and the last hidden layer has none.
# lines: 18, 19, 20
# crash: no
# first wrong: err
from functools import partial

import torch
import torch.nn.functional as F


class MLP:
    def __init__(self, weights, biases, final_relu=False):
        layer_list = []
        relu_count = len(weights) if final_relu else len(weights) - 1
        for i in range(len(weights)):
            if i < relu_count:
                layer_list.append(F.relu)
            layer_list.append(partial(F.linear, weight=weights[i].t(), bias=biases[i]))
        self.net = layer_list

    def forward(self, x):
        for layer in self.net:
            x = layer(x)
        return x


def exercise2(W, B, X, T):
    model = MLP(W, B)
    predictions = model.forward(X)
    return torch.mean(torch.square(predictions - T))
