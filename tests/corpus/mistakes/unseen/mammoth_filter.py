# exercise: 3
# source: aimagelab/mammoth, issue 11 "Gradients of fc1.weight are always zero during the training": for name, param in model.named_parameters(): if 'net.fc1' in name, "Only bias is being updated"
# mistake: the name of the layer is asked for and not that of its weight, so the bias, which comes after it, is what is kept
# lines: 12
# crash: no
# first wrong: -
import numpy


def exercise3(net):
    for name, param in net.named_parameters():
        if name.startswith("0."):
            grad = param.grad
    print(numpy.linalg.norm(grad.flatten()[0]))
