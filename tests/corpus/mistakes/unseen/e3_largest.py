# exercise: 3
# source: apache/mxnet, issue 3776: "calculate the max grad among all the grad or the l2 norm of the grads", "I tried to get the max grad among the three conv layers"
# mistake: The largest gradient of the layer is printed, not the one of the first weight.
# lines: 16
# crash: no
# first wrong: -
import numpy as np
import torch.nn as nn


def exercise3(net):
    grads = []
    for layer in net:
        if isinstance(layer, nn.Linear):
            grads.append(np.abs(layer.weight.grad.numpy()))
    print(grads[0].max())
