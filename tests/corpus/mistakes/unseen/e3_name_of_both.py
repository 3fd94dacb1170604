# exercise: 3
# source: aimagelab/mammoth, issue 11: if 'net.fc1' in name, for name, param in model.named_parameters(): weight and bias of the layer have it in their names
# mistake: The test of the name holds for the weight and for the bias of the first layer, so the gradient of the bias replaces that of the weight.
# lines: 13
# crash: no
# first wrong: -
import torch


def exercise3(net):
    first = None
    for name, param in net.named_parameters():
        if "0" in name:
            first = param.grad
    value = torch.flatten(first)[0]
    print(f"{abs(value.item()):.10g}")
