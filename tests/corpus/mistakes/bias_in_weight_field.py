# exercise: 3
# source: stephane-rivaud/ForwardLocalGradient, issue 2: module.weight.grad is set where the code deals with the bias
# mistake: Where the bias is dealt with, the field for the weight is set again, so the gradient of the bias is printed.
# lines: 19
# crash: no
# first wrong: -
import torch


def collect(net):
    records = []
    for module in net:
        if not isinstance(module, torch.nn.Linear):
            continue
        record = {}
        if module.weight is not None:
            record["weight"] = module.weight.grad.numpy()
        if module.bias is not None:
            record["weight"] = module.bias.grad.numpy()
        records.append(record)
    return records


def exercise3(net):
    first = collect(net)[0]
    print(first["weight"].flat[0])
