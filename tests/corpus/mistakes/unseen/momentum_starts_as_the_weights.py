# exercise: 1
# source: mimmo96/Neural_Network_from_scratch (Python), commit 7459fff "Momentum and Regularization", Layer.py: self.Delta_w_old = self.w_matrix, the change of the step before started as the weight matrix itself, and writing into it wrote into the weights; it became np.zeros(self.w_matrix.shape)
# mistake: The memory of the momentum is the same array as the weights, so the first step adds a multiple of the weights to the gradient, and storing the step overwrites the weights during the backward pass.
# lines: 17
# crash: no
# first wrong: DW[3]
import numpy as np

alfa = 0.9


class Layer:
    def __init__(self, w_matrix, last):
        self.w_matrix = w_matrix
        self.nj = w_matrix.shape[1]
        self.last = last
        self.Delta_w_old = self.w_matrix

    def output(self, x):
        self.x = np.c_[x, np.ones(len(x))]
        self.net = self.x @ self.w_matrix
        return self.net if self.last else np.maximum(self.net, 0)


def deltaw_new(Dw_new, D_w_old):
    return np.add(Dw_new, np.dot(alfa, D_w_old))


def backpropagation(struct_layers, output_expected, output_NN, batch_size):
    delta_out = None
    for i in range(len(struct_layers) - 1, -1, -1):
        layer = struct_layers[i]
        delta = np.empty([layer.nj, batch_size])
        for j in range(layer.nj):
            if layer.last:
                delta[j, :] = 2 * (output_NN[:, j] - output_expected[:, j])
            else:
                product = delta_out.T.dot(struct_layers[i + 1].w_matrix[j, :])
                delta[j, :] = product * (layer.net[:, j] > 0)
        for j in range(layer.nj):
            gradient = np.dot(delta[j, :], layer.x) / batch_size
            Dw_new = deltaw_new(gradient, layer.Delta_w_old[:, j])
            layer.Delta_w_old[:, j] = Dw_new
        delta_out = delta


def exercise1(W, B, A, Y, T):
    struct_layers = [Layer(np.vstack([w, b]), l == 3) for l, (w, b) in enumerate(zip(W, B))]
    out = A[0]
    for layer in struct_layers:
        out = layer.output(out)
    backpropagation(struct_layers, T, out, len(T))
    steps = [layer.Delta_w_old for layer in struct_layers]
    return [s[:-1] for s in steps], [s[-1] for s in steps]
