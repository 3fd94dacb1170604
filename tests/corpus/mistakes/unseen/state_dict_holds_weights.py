# exercise: 3
# source: lululxvi/deepxde (Python), issue 149 'Could I get the gradient values of weights and biases?': Model.state_dict() was proposed and tried, 'I can't get the gradient of weights and biases', it holds the values of the weights
# mistake: state_dict() is asked for the gradients, but holds the values of the parameters.
# lines: 9, 10
# crash: no
# first wrong: -
def collect_gradients(net):
    gradients = {}
    for name, p in net.state_dict().items():
        gradients[name] = p
    return gradients


def exercise3(net):
    gradients = collect_gradients(net)
    first = next(iter(gradients))
    value = gradients[first][0, 0].item()
    print(abs(value))
