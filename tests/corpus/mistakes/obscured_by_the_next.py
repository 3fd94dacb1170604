# exercise: 3
# source: fangwei123456/spikingjelly, pull request 627: the first module was obscured by the second one of the same kind in a Sequential
# mistake: All linear layers have the same key, so each one overwrites the one before and the last one is left.
# lines: 12
# crash: no
# first wrong: -
def index_modules(net):
    """Name modules by their kind, such as Linear, ReLU."""
    found = {}
    for module in net.children():
        kind = type(module).__name__
        found[kind] = module
    return found


def exercise3(net):
    modules = index_modules(net)
    layer = modules["Linear"]
    grad = layer.weight.grad
    print("%r" % abs(grad[0, 0].item()))
