# exercise: 3
# source: a public training script for pictures of birds, BirdSG (PyTorch, ResNet50): print(f'Gradients computed (first param sample): {list(model.fc.parameters())[0].grad[0][0].item():.6f}'), where model.fc is the classifier at the end
# mistake: The first parameter is taken of the last layer, not of the network.
# lines: 16
# crash: no
# first wrong: printed
def get_sample(module):
    return list(module.parameters())[0]


def exercise3(net):
    classifier = net[-1]
    in_features = classifier.in_features
    out_features = classifier.out_features
    assert in_features > 0 and out_features > 0
    sample = get_sample(classifier).grad[0][0].item()
    print(abs(sample))
