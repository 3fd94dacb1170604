# exercise: 3
# source: vanzytay/pytorch_sentiment_rnn, issue 6, and pytorch/pytorch, issue 5650: p.grad.data.norm() of whole parameters
# mistake: The norm is that of the whole gradient of the first layer, and not of the entry of one weight.
# lines: 13
# crash: no
# first wrong: -
import torch


def exercise3(net):
    norms = []
    for p in net.parameters():
        modulenorm = p.grad.data.norm()
        norms.append(modulenorm)
    print(float(norms[0]))
