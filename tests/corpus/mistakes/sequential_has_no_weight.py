# exercise: 3
# source: Sharpiless/HAQ-for-Mobilenetv3-Quantization, issue 1: 'Sequential' object has no attribute 'weight'
# mistake: The whole network is asked for a weight; only its linear layers have one, and the first is net[0].
# lines: 11
# crash: yes
# first wrong: -
import numpy


def exercise3(net):
    layer = net
    first = layer.weight.grad[0][0]
    print(numpy.abs(first.item()))
