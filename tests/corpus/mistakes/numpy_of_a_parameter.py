# exercise: 3
# source: source-separation/tutorial, issue 28, and pytorch/pytorch, issue 44023: numpy on a tensor that requires grad
# mistake: numpy is given an entry of the parameter, which belongs to the graph, and not one of its gradient.
# lines: 12
# crash: yes
# first wrong: -
import numpy


def exercise3(net):
    first_layer, *_ = net
    magnitude = numpy.linalg.norm(first_layer.weight[0, 0])
    print(magnitude)
