# exercise: 1
# source: Daneaux/NeuralNets (C#), commit 38deb4d 'Fixed bugs. Added some matrix operations. ...', BackProp: b1_delta was made of w2_sigma, with the remark "bug this is wrong, needs to be sigma of the hidden layer, not the output layer", and is made of DOl_DZL since
# mistake: the gradients of the biases of a hidden layer are those of the layer behind it
# lines: 39
# crash: no
# first wrong: DB[2]
import numpy as np


class Layer:
    def __init__(self, weights, biases, last_activation):
        self.weights = weights
        self.biases = biases
        self.last_activation = last_activation

    def activation_derivative(self):
        return (self.last_activation > 0).astype(float)


def loss_derivative(truth, predicted):
    return 2.0 * (predicted - truth)


def build_gradient_weights(last_activation, sigma):
    return np.outer(last_activation, sigma)


def back_prop(inputs, layers, predicted, truth):
    output_layer = layers[-1]
    sigma = loss_derivative(truth, predicted)
    weight_gradients = [build_gradient_weights(layers[-2].last_activation, sigma)]
    bias_gradients = [sigma * np.ones(output_layer.biases.shape)]
    for l in range(len(layers) - 2, -1, -1):
        hidden, following = layers[l], layers[l + 1]
        sum_over_all_de_dol = following.weights @ sigma
        hidden_sigma = hidden.activation_derivative() * sum_over_all_de_dol
        previous = layers[l - 1].last_activation if l > 0 else inputs
        weight_gradients.insert(0, build_gradient_weights(previous, hidden_sigma))
        bias_gradients.insert(0, sigma * np.ones(hidden.biases.shape))
        sigma = hidden_sigma
    return weight_gradients, bias_gradients


def exercise1(W, B, A, Y, T):
    DW = [np.zeros_like(w) for w in W]
    DB = [np.zeros_like(b) for b in B]
    for s in range(len(Y)):
        outputs = [a[s] for a in A[1:]] + [Y[s]]
        layers = [Layer(w, b, o) for w, b, o in zip(W, B, outputs)]
        dw, db = back_prop(A[0][s], layers, Y[s], T[s])
        for l in range(len(layers)):
            DW[l] += dw[l] / len(Y)
            DB[l] += db[l] / len(Y)
    return DW, DB
