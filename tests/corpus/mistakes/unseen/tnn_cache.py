# exercise: 1
# source: gHashTag/trinity, pull request 571 "split in/out offsets in simple_backward" (Zig): activations[layer_idx - 1] was used as the input of the layer in a list that holds inputs and outputs
# mistake: The input of layer layer_idx is taken from activations[layer_idx - 1], but the list begins with the data, so that is the input of the layer before.
# lines: 18
# crash: no
# first wrong: DW[3]
import numpy as np


class TrainableTNN:
    def __init__(self, weights, activations):
        self.weights = weights
        self.activations = activations
        self.grads = [{"w": None, "b": None} for _ in weights]

    def backward(self, grad_out):
        for layer_idx in range(len(self.weights) - 1, -1, -1):
            layer_input = self.activations[layer_idx - 1]
            self.grads[layer_idx]["w"] = np.einsum("ni,no->io", layer_input, grad_out)
            self.grads[layer_idx]["b"] = np.einsum("no->o", grad_out)
            if layer_idx > 0:
                grad_in = np.einsum("no,io->ni", grad_out, self.weights[layer_idx])
                grad_out = np.where(self.activations[layer_idx] > 0, grad_in, 0)


def exercise1(W, B, A, Y, T):
    tnn = TrainableTNN(W, A)
    tnn.backward(2 * (Y - T) / T.shape[0])
    return [g["w"] for g in tnn.grads], [g["b"] for g in tnn.grads]
