# exercise: 3
# source: style of the answer in pytorch/pytorch, issue 2954: next(model.parameters()) for the first one
# mistake: none
# lines: -
# crash: no
# first wrong: -
def exercise3(net):
    first = next(net.parameters())
    print(first.grad.view(-1)[0].abs().item())
