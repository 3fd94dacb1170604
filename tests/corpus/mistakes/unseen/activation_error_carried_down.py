# exercise: 1
# source: michaeljfriedman/simple-neural-network (Python), commit b4b3995 "Bugfix: error in backpropagation algorithm", neural_network.py, backpropagate: the next dav_C was the transposed weights times dav_C, it became the transposed weights times dzv_C
# mistake: The error is carried to the layer below from the derivative with respect to the activation, not from the one with respect to the weighted sum, so that the derivative of ReLU of the layer passed is lost on the way.
# lines: 36
# crash: no
# first wrong: DW[1]
import numpy as np

class Layer:
    def __init__(self, W, bv):
        self.W = W.T
        self.bv = bv
        self.dW = np.zeros_like(self.W)
        self.dbv = np.zeros_like(bv)

class NeuralNetwork:
    def __init__(self, W, B):
        self.layers = [Layer(w, b) for w, b in zip(W, B)]

    def feedforward(self, xv):
        avs = [xv]
        for i, l in enumerate(self.layers):
            zv = l.W.dot(avs[-1]) + l.bv
            avs.append(np.maximum(zv, 0) if i < len(self.layers) - 1 else zv)
        return avs

    def backpropagate(self, yv, avs, n):
        relu_prime = lambda av: (av > 0).astype(float)
        dav_C = 2 * (avs[-1] - yv) / n
        dzv_C = dav_C
        for i in reversed(range(len(self.layers))):
            l = self.layers[i]
            av_prev = avs[i]
            l.dbv += dzv_C
            l.dW += np.outer(dzv_C, av_prev)
            dav_C = np.transpose(l.W).dot(dav_C)
            dzv_C = dav_C * relu_prime(av_prev)

def exercise1(W, B, A, Y, T):
    nn = NeuralNetwork(W, B)
    for xv, yv in zip(A[0], T):
        nn.backpropagate(yv, nn.feedforward(xv), len(T))
    return [l.dW.T for l in nn.layers], [l.dbv for l in nn.layers]
