# exercise: 2
# source: EndingCredits/Neural-Episodic-Control (Python, TensorFlow), commit 64853d4 'Update networks.py: Layer 2 receives Layer 1 output as input' (pull request 3), feedforward_network: l2 = linear(state, 64, ...) became l2 = linear(l1, 64, ...)
# mistake: The second layer is applied to the input of the network in place of the output of the first layer; its four columns do not fit to the six rows of the weights, and the program stops.
# lines: 21
# crash: yes
# first wrong: -
import torch


def linear(inputs, w, b, activation_fn=None):
    out = torch.matmul(inputs, w) + b
    if activation_fn is not None:
        out = activation_fn(out)
    return out


def feedforward_network(state, w):
    activation_fn = torch.relu

    l1 = linear(state, w["l1_w"], w["l1_b"], activation_fn=activation_fn)
    l2 = linear(state, w["l2_w"], w["l2_b"], activation_fn=activation_fn)
    l3 = linear(l2, w["l3_w"], w["l3_b"], activation_fn=activation_fn)
    return linear(l3, w["out_w"], w["out_b"])


def exercise2(W, B, X, T):
    w = {}
    for name, weight, bias in zip(["l1", "l2", "l3", "out"], W, B):
        w[name + "_w"] = weight
        w[name + "_b"] = bias
    output = feedforward_network(X, w)
    td_err = T - output
    return torch.mean(torch.square(td_err))
