# exercise: 3
# source: artvandelay/Deep_Inside_Convolutional_Networks (Python, Caffe), pull request 4, commit a1f1f9e "Absolute value of gradients", class_saliency_extraction.py: to get magnitudes of the gradients, diff -= diff.min() was done, where a strongly negative gradient comes out smallest; it became diff = np.abs(diff)
# mistake: The smallest gradient of the matrix is subtracted in place of taking the absolute value, so what is printed is the distance to the minimum and not the magnitude.
# lines: 20
# crash: no
# first wrong: -
import numpy as np


def backward_pass(net):
    bw = {}
    for number, layer in enumerate(net):
        if hasattr(layer, "weight"):
            bw[number] = layer.weight.grad.numpy().copy()
    return bw


def saliency(bw, blob):
    diff = bw[blob]
    diff -= diff.min()
    return np.squeeze(diff)


def exercise3(net):
    bw = backward_pass(net)
    magnitude = saliency(bw, 0)
    print("gradient of weight (0, 0):", magnitude[0, 0])
