# exercise: 1
# source: 46768/neuralnet (C), commit a5c7ab6 'working on fixing back propagation' and after it, nn/ffn/src/ffn_bpropagate.c, _ffn_next_error: layer_activation_d[nxt_idx](z[nxt_idx]), while the forward pass makes z[l+1] with layer_activation[l] and the output takes layer_activation_d[L-2](z[L-1])
# mistake: The preactivations z[idx] go into the derivative of the activation of the layer after them (the list of activations begins one layer later): the last hidden layer gets the slope 1 of the linear output.
# lines: 37
# crash: no
# first wrong: DW[2]
import numpy as np

def relu(z):
    return np.where(z > 0, z, 0.0)

def relu_d(z):
    return np.where(z > 0, 1.0, 0.0)

def linear(z):
    return z

def linear_d(z):
    return np.ones_like(z)

class FFN:
    def __init__(self, weights, biases):
        self.weights = [w.T for w in weights]
        self.biases = biases
        self.layer_cnt = len(weights) + 1
        self.layer_activation = [relu] * (self.layer_cnt - 2) + [linear]
        self.layer_activation_d = [relu_d] * (self.layer_cnt - 2) + [linear_d]

def bfpropagate(nn, vec):
    activations, preactivations = [vec], [vec]
    for l in range(nn.layer_cnt - 1):
        preactivations.append(nn.weights[l] @ activations[l] + nn.biases[l])
        activations.append(nn.layer_activation[l](preactivations[l + 1]))
    return activations, preactivations

def next_error(nn, z, cur_error, nxt_idx):
    a_deriv = nn.layer_activation_d[nxt_idx](z[nxt_idx])
    err_coef = a_deriv[:, None] * nn.weights[nxt_idx].T
    return err_coef @ cur_error

def bpropagate(nn, vec, target):
    L = nn.layer_cnt
    a, z = bfpropagate(nn, vec)
    gradient_w, gradient_b = [None] * (L - 1), [None] * L
    gradient_b[L - 1] = nn.layer_activation_d[L - 2](z[L - 1]) * 2 * (a[L - 1] - target)
    for l in range(L - 2, -1, -1):
        gradient_w[l] = np.outer(gradient_b[l + 1], a[l])
        if l > 0:
            gradient_b[l] = next_error(nn, z, gradient_b[l + 1], l)
    return gradient_w, gradient_b[1:]

def exercise1(W, B, A, Y, T):
    nn = FFN(W, B)
    runs = [bpropagate(nn, x, t) for x, t in zip(A[0], T)]
    DW = [sum(gw[l].T for gw, _ in runs) / T.size for l in range(len(W))]
    DB = [sum(gb[l] for _, gb in runs) / T.size for l in range(len(B))]
    return DW, DB
