# exercise: 3
# source: adventuresinML/adventures-in-ml-code, pull request 11: 'weight' logged in place of 'grad' in _log_gradients
# mistake: The number is taken from the weights, and not from their gradient.
# lines: 13
# crash: no
# first wrong: -
import numpy as np


def exercise3(net):
    gradients = {}
    for name, param in net.named_parameters():
        gradients[name] = param.detach().numpy()
    print(np.abs(gradients["0.weight"][0, 0]))
