# exercise: 1
# source: mrandronov/NeuralNetwork-C (C), commit a7a86b3 'Fixes to Back Propagation Implementation', src/neural_network.c, back_propagate: layers_cost[i] was add_matrix(new_layer_cost, layers_cost[i]) like the costs of the weights and biases, and became the product alone
# mistake: the gradients of the activations are added to those of the samples before, as is right for weights and biases, although they belong to one sample
# lines: 33
# crash: no
# first wrong: DW[2]
import numpy as np


class NeuralNetwork:
    def __init__(self, weights, biases):
        self.num_layers = len(weights) + 1
        self.weights = [w.T for w in weights]
        self.biases = [b.reshape(-1, 1) for b in biases]
        self.weights_cost = [np.zeros_like(w) for w in self.weights]
        self.biases_cost = [np.zeros_like(b) for b in self.biases]
        self.layers_cost = [np.zeros((w.shape[1], 1)) for w in self.weights]


def derivative_activation(layer):
    return (layer > 0).astype(float)


def back_propagate(net, a, y):
    n = net.num_layers
    temp = 2 * (a[n - 1] - y)
    for i in range(n - 2, -1, -1):
        new_weight_cost = temp @ a[i].T
        net.weights_cost[i] = new_weight_cost + net.weights_cost[i]
        net.biases_cost[i] = temp + net.biases_cost[i]
        if i == 0:
            break
        net.layers_cost[i] = net.weights[i].T @ temp + net.layers_cost[i]
        temp = net.layers_cost[i] * derivative_activation(a[i])


def average_cost(net, batch_size):
    avg_factor = 1.0 / batch_size
    for i in range(net.num_layers - 1):
        net.weights_cost[i] = avg_factor * net.weights_cost[i]
        net.biases_cost[i] = avg_factor * net.biases_cost[i]


def exercise1(W, B, A, Y, T):
    net = NeuralNetwork(W, B)
    for m in range(len(T)):
        layers = [a[m].reshape(-1, 1) for a in A + [Y]]
        back_propagate(net, layers, T[m].reshape(-1, 1))
    average_cost(net, len(T))
    return [w.T for w in net.weights_cost], [b.ravel() for b in net.biases_cost]
