# exercise: 3
# source: a public helper print_first_parameter(net) (PyTorch): for name, param in net.named_parameters(): if param.requires_grad: print(param.data[0]), return
# mistake: The value of the first weight is printed (param.data) and not its gradient.
# lines: 13
# crash: no
# first wrong: -
import numpy


def exercise3(net):
    for name, param in net.named_parameters():
        if param.requires_grad:
            print(numpy.linalg.norm(param.data[0][0]))
            return
