# exercise: 3
# source: Lightning-AI/pytorch-lightning, issue 2660 "Logging gradients and a possible bug in the docs?": params = self.state_dict(), grads = v, "seems to log the weights instead of gradients"
# mistake: the entries of state_dict() are the weights, and one of them is printed as if it were the gradient
# lines: 11
# crash: no
# first wrong: -
import numpy


def exercise3(net):
    params = net.state_dict()
    for k, v in params.items():
        if k == "0.weight":
            grads = v
            print(numpy.linalg.norm(grads[0, 0]))
