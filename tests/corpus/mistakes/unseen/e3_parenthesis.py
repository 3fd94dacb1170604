# exercise: 3
# source: pytorch/pytorch, issue 9634: list(model.parameters()[0].grad); pytorch/pytorch, issue 2954 on parameters() as an iterator
# mistake: A parenthesis is in the wrong place: the generator is indexed, not the list made of it.
# lines: 11
# crash: yes
# first wrong: -
import math


def exercise3(net):
    first = list(net.parameters()[0].grad)
    value = float(first[0][0])
    print(math.sqrt(value**2))
