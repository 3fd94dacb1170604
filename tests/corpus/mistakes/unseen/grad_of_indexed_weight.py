# exercise: 3
# source: a training script for summaries with GPT-2 (PyTorch): after backward(), print("loss grad: {}".format(model.lm_head.weight[0, 0].grad))
# mistake: the entry is taken from the weights first, which makes a new tensor, and that has no gradient
# lines: 13
# crash: no
# first wrong: -
import torch


def log_gradients(model, args):
    layers = [m for m in model.children() if isinstance(m, torch.nn.Linear)]
    head = layers[args["layer"]]
    print("{}".format(head.weight[0, 0].grad))


def exercise3(net):
    args = {"layer": 0}
    log_gradients(net, args)
