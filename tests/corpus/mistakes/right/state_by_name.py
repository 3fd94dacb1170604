# exercise: 3
# source: style that looks the parameter up by its name
# mistake: none
# lines: -
# crash: no
# first wrong: -
def exercise3(net):
    parameters = dict(net.named_parameters())
    print(parameters["0.weight"].grad[0][0].abs().item())
