# exercise: 3
# source: tonio73/dnnviewer, issue 3 "Gradient visualization": "indexing offset for dense layers"
# mistake: The list of parameters is counted from 1, and entry 1 is the bias of the first layer.
# lines: 9
# crash: no
# first wrong: -
def exercise3(net):
    grads = [p.grad for p in net.parameters()]
    first = grads[1]
    while first.dim() > 0:
        first = first[0]
    print(abs(first.item()))
