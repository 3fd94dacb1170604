# exercise: 1
# source: llSourcell/neural_networks, issue 3 "simple_af_network.ipynb Error in code - layer2_error variable": l2_error * activate(layer2, deriv=True) where layer2_error is meant
# mistake: the error of layer 2 is called layer2_error when it is computed and l2_error when it is multiplied by the derivative, a name that does not exist
# lines: 23
# crash: yes
# first wrong: -
def activate(x, deriv=False):
    if deriv:
        return (x > 0).astype(float)
    return x * (x > 0)


def exercise1(W, B, A, Y, T):
    layer0, layer1, layer2, layer3 = A
    syn0, syn1, syn2, syn3 = W

    layer4_gradient = 2 * (Y - T) / len(T)

    layer3_error = layer4_gradient.dot(syn3.T)
    layer3_gradient = layer3_error * activate(layer3, deriv=True)

    layer2_error = layer3_gradient.dot(syn2.T)
    layer2_gradient = l2_error * activate(layer2, deriv=True)

    layer1_error = layer2_gradient.dot(syn1.T)
    layer1_gradient = layer1_error * activate(layer1, deriv=True)

    gradients = [layer1_gradient, layer2_gradient, layer3_gradient, layer4_gradient]
    DW = [layer0.T.dot(layer1_gradient), layer1.T.dot(layer2_gradient)]
    DW += [layer2.T.dot(layer3_gradient), layer3.T.dot(layer4_gradient)]
    DB = [g.sum(axis=0) for g in gradients]
    return DW, DB
