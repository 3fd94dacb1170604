# exercise: 3
# source: OverLordGoldDragon/see-rnn, pull request 28 "Fix get_gradients behavior": data packed by layer names instead of weight names, thus omitting and mis-labeling weights
# mistake: The gradients are filed under the name of the layer and not under that of the parameter, so the gradient of the biases replaces that of the weights.
# lines: 11
# crash: no
# first wrong: -
def get_gradients(model):
    grads = {}
    for layer_name, layer in model.named_children():
        for weight_name, weight in layer.named_parameters():
            grads[layer_name] = weight.grad.detach().numpy()
    return grads


def first_of(name, grads):
    matching = [g for key, g in grads.items() if key.startswith(name)]
    return matching[0].flat[0]


def exercise3(net):
    grads = get_gradients(net)
    print(abs(first_of("0", grads)))
