# exercise: 3
# source: blog.csdn.net/realitycss 116855385 (in Chinese), on accumulated gradients: set the gradient to 0 before each backward pass; here after it
# mistake: The gradients are set to zero before the one that is asked for is read.
# lines: 14
# crash: no
# first wrong: -
def clear(net):
    for p in net.parameters():
        if p.grad is not None:
            p.grad.zero_()


def exercise3(net):
    clear(net)
    first = net[0]
    g = first.weight.grad
    print(abs(g[0, 0].item()))
