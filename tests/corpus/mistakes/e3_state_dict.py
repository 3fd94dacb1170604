# exercise: 3
# source: Lightning-AI/pytorch-lightning, issue 2660 "Logging gradients and a possible bug in the docs?": for k, v in state_dict().items(): grads = v
# mistake: The values of the state dictionary are the weights, not their gradients.
# lines: 9, 10
# crash: no
# first wrong: -
def exercise3(net):
    grads = {}
    for k, v in net.state_dict().items():
        grads[k] = v
    print(abs(grads["0.weight"][0, 0].item()))
