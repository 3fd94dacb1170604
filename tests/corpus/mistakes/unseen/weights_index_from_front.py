# exercise: 1
# source: dronir/NeuralNetwork.jl (Julia), commit 1b7f6d2 'Fix bugs, basic version should work now.', backprop: delta = Net.weights[-l+1]' * delta * sp became Net.weights[end-l+1]' * delta .* sigmoid_prime(z)
# mistake: the index of the weights counts from the first layer and not from the last, so the delta meets the weights of another layer
# lines: 34
# crash: yes
# first wrong: -
import numpy as np

relu_prime = lambda z: (z > 0).astype(float)
cost_derivative = lambda output, true_output: 2 * (output - true_output)


class Network:
    def __init__(self, biases, weights):
        self.biases = biases
        self.weights = weights
        self.nlayers = len(weights) + 1


def backprop(net, x, y):
    nabla_b = [np.zeros(b.shape) for b in net.biases]
    nabla_w = [np.zeros(w.shape) for w in net.weights]
    end = len(net.weights) - 1
    activations, zs = [x], []
    for b, w in zip(net.biases, net.weights):
        zs.append(w @ activations[-1] + b)
        activations.append(np.maximum(zs[-1], 0))
    delta = cost_derivative(zs[end], y)
    nabla_b[end] = delta
    nabla_w[end] = np.outer(delta, activations[end])
    for l in range(1, net.nlayers - 1):
        z = zs[end - l]
        sp = relu_prime(z)
        delta = (net.weights[-l + 1].T @ delta) * sp
        nabla_b[end - l] = delta
        nabla_w[end - l] = np.outer(delta, activations[end - l])
    return nabla_b, nabla_w


def exercise1(W, B, A, Y, T):
    net = Network(B, [w.T for w in W])
    DW = [np.zeros(w.shape) for w in W]
    DB = [np.zeros(b.shape) for b in B]
    M = len(T)
    for x, y in zip(A[0], T):
        nabla_b, nabla_w = backprop(net, x, y)
        DB = [nb + dnb / M for nb, dnb in zip(DB, nabla_b)]
        DW = [nw + dnw.T / M for nw, dnw in zip(DW, nabla_w)]
    return DW, DB
