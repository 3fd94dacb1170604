# exercise: 1
# source: michaeljfriedman/simple-neural-network (Python), commit b4b3995 "Bugfix: error in backpropagation algorithm", neural_network.py: the derivative for the activations of the layer before was W^T dot dav_C, and the author had miscalculated the recurrence; it became W^T dot dzv_C
# mistake: The derivative that goes to the layer before is made from the derivative with respect to the activations (dav_C) and not from the one with respect to the weighted inputs (dzv_C), so the ReLUs further up are left out.
# lines: 47
# crash: no
# first wrong: DW[1]
import numpy as np


def relu(zv):
    return np.maximum(zv, 0)


def relu_prime(av):
    return (av > 0).astype(float)


class Layer(object):
    def __init__(self, W, bv):
        self.W = W
        self.bv = bv
        self.sum_W = np.zeros(W.shape)
        self.sum_bv = np.zeros(bv.shape)


class NeuralNetwork(object):
    def __init__(self, layers):
        self.layers = layers

    def feedforward(self, xv):
        avs = [xv]
        for l in self.layers:
            zv = l.W.dot(avs[-1]) + l.bv
            avs.append(zv if l is self.layers[-1] else relu(zv))
        return avs

    def train(self, examples):
        for xv, yv in examples:
            avs = self.feedforward(xv)
            dav_C = 2 * (avs[-1] - yv)
            dzv_C = dav_C
            for i in range(len(self.layers) - 1, -1, -1):
                l = self.layers[i]
                av_prev = avs[i]
                l.sum_bv += dzv_C
                l.sum_W += np.outer(dzv_C, av_prev)
                dav_C = np.transpose(l.W).dot(dav_C)
                dzv_C = dav_C * relu_prime(av_prev)


def exercise1(W, B, A, Y, T):
    nn = NeuralNetwork([Layer(w.T, b) for w, b in zip(W, B)])
    nn.train(list(zip(A[0], T)))
    n = len(T)
    return [l.sum_W.T / n for l in nn.layers], [l.sum_bv / n for l in nn.layers]
