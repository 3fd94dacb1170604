# exercise: 3
# source: a1600012888/YOPO-You-Only-Propagate-Once (Python), issue 4 "Gradient of first layer updated twice?": the training function keeps wgrad = net.conv1.weight.grad and sets the gradient to wgrad after the next backward pass; "this is ineffective, since Line 99 only keeps a reference"
# mistake: the gradients are kept without copying them, so the next backward pass adds to what is kept too, and putting them back changes nothing
# lines: 16
# crash: no
# first wrong: -
import torch


def l2_penalty(net):
    return sum(param.pow(2).sum() for param in net.parameters())


def exercise3(net):
    params = list(net.parameters())
    wgrads = [param.grad for param in params]
    loss = 5e-4 * l2_penalty(net)
    loss.backward()
    for param, wgrad in zip(params, wgrads):
        param.grad = wgrad
    print(torch.abs(net[0].weight.grad[0, 0]).item())
