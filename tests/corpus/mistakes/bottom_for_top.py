# exercise: 3
# source: goldhuang/SRGAN-PyTorch, issue 2: gradients of the top and the bottom layer of a network
# mistake: The entry is taken from the last layer of the network, and not from the first.
# lines: 15
# crash: no
# first wrong: -
def get_grads(net):
    top = net[0].weight.grad[0, 0]
    bottom = net[-1].weight.grad[0, 0]
    return abs(top.item()), abs(bottom.item())


def exercise3(net):
    top, bottom = get_grads(net)
    print(bottom)
