# exercise: 3
# source: Lightning-AI/pytorch-lightning, issue 2660 "Logging gradients and a possible bug in the docs?": for k, v in self.state_dict().items(): grads = v
# mistake: The values of the state dictionary are the parameters, so the weight is printed and not its gradient.
# lines: 8, 11
# crash: no
# first wrong: -
def exercise3(net):
    params = net.state_dict()
    histogram = {}
    for name, value in params.items():
        grads = value
        histogram[name] = grads.detach().abs()
    print(histogram["0.weight"][0, 0].item())
