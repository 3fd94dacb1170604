# exercise: 3
# source: hosseinshn/GradNorm, issue 3: param[0] or "their own last layer", which entry of list(model.parameters()) is which layer
# mistake: param[-2] is the weight of the last layer, the first one is param[0].
# lines: 12
# crash: no
# first wrong: -
import numpy as np

def exercise3(net):
    param = list(net.parameters())
    # w, b, w, b, ... in the order of the layers
    G = param[-2].grad
    print(np.abs(G.numpy()[0, 0]))
