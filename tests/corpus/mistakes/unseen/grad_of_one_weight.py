# exercise: 3
# source: zyayoung/ByteTrackInference (Python), issue 2 'how to solve .grad problem': 'The .grad attribute of a Tensor that is not a leaf Tensor is being accessed. Its .grad attribute won't be populated during autograd.backward()'
# mistake: The entry of the weights is taken first and then asked for its gradient; the entry is not a leaf and has none.
# lines: 18
# crash: yes
# first wrong: -
import torch.nn as nn


def first_linear(net):
    for m in net.modules():
        if isinstance(m, nn.Linear):
            return m


def exercise3(net):
    layer = first_linear(net)
    g = layer.weight[0, 0].grad
    print(g.abs().item())
