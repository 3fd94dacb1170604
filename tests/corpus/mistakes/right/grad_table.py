# exercise: 3
# source: style of programs that collect the gradients in a dictionary by name, such as yunjey/pytorch-tutorial, tensorboard
# mistake: none
# lines: -
# crash: no
# first wrong: -
import math


def collect_grads(net):
    grads = {}
    for tag, value in net.named_parameters():
        tag = tag.replace(".", "/")
        grads[tag + "/grad"] = value.grad.data.cpu().numpy()
    return grads


def exercise3(net):
    grads = collect_grads(net)
    units, inputs = grads["0/weight/grad"].shape
    assert (units, inputs) == (net[0].out_features, net[0].in_features)
    g = float(grads["0/weight/grad"][0][0])
    print("{:.17g}".format(math.fabs(g)))
