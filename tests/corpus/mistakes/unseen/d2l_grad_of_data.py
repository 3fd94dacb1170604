# exercise: 3
# source: a learner's linear regression after d2l: print(net[0].weight.data.grad) after training
# mistake: The gradient is asked of weight.data, which is another tensor without a gradient; its grad is None, and None cannot be indexed.
# lines: 11
# crash: yes
# first wrong: -
def exercise3(net):
    w = net[0].weight.data
    b = net[0].bias.data
    assert w.shape[0] == b.shape[0]
    grad = net[0].weight.data.grad
    print(grad[0][0].item())
