# exercise: 1
# source: the manner of forums.fast.ai 7398 and MichalDanielDobrzanski/DeepLearningPython, issue 29 (both on Michael Nielsen's backprop)
# mistake: none
# lines: -
# crash: no
# first wrong: -
import numpy as np


class Network(object):
    def __init__(self, weights, biases):
        self.num_layers = len(weights) + 1
        self.weights = [w.transpose() for w in weights]
        self.biases = [b.reshape(-1, 1) for b in biases]

    def backprop(self, activations, y):
        """Return (nabla_b, nabla_w) for one column vector."""
        nabla_b = [np.zeros(b.shape) for b in self.biases]
        nabla_w = [np.zeros(w.shape) for w in self.weights]
        delta = self.cost_derivative(activations[-1], y)
        nabla_b[-1] = delta
        nabla_w[-1] = np.dot(delta, activations[-2].transpose())
        for l in range(2, self.num_layers):
            rp = relu_prime(activations[-l])
            delta = np.dot(self.weights[-l + 1].transpose(), delta) * rp
            nabla_b[-l] = delta
            nabla_w[-l] = np.dot(delta, activations[-l - 1].transpose())
        return (nabla_b, nabla_w)

    def cost_derivative(self, output_activations, y):
        return 2 * (output_activations - y)


def relu_prime(a):
    return (a > 0) * 1.0


def exercise1(W, B, A, Y, T):
    net = Network(W, B)
    sum_b = [np.zeros(b.shape) for b in net.biases]
    sum_w = [np.zeros(w.shape) for w in net.weights]
    mini_batch = list(zip(zip(*A, Y), T))
    for acts, y in mini_batch:
        columns = [a.reshape(-1, 1) for a in acts]
        delta_nabla_b, delta_nabla_w = net.backprop(columns, y.reshape(-1, 1))
        sum_b = [nb + dnb for nb, dnb in zip(sum_b, delta_nabla_b)]
        sum_w = [nw + dnw for nw, dnw in zip(sum_w, delta_nabla_w)]
    eta = 1.0 / len(mini_batch)
    return [eta * nw.transpose() for nw in sum_w], [eta * nb[:, 0] for nb in sum_b]
