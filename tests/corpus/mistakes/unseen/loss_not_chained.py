# exercise: 1
# source: lpapailiou/neuralnetwork (Java), commits 4c39b55 to b35c500, NeuralNetwork.java: loss = transpose(layers.get(i + 1).weight) x loss, later with the comment that it "does not follow the chain rule, but seems to get better results"; thrown out in commit b4c36c6 'backprop validation', where loss = pass remained, made from the gradient
# mistake: The loss of a layer is made from the loss of the next layer and its weights, without the derivative of that layer's activation, which is used for that layer's own gradient only.
# lines: 38, 40, 41
# crash: no
# first wrong: DW[1]
import numpy as np


class Layer:
    def __init__(self, weight, bias, rectifier):
        self.weight = weight.T
        self.bias = bias.reshape(-1, 1)
        self.rectifier = rectifier


class Batch:
    def __init__(self, size):
        self.weights = [0.0] * size
        self.biases = [0.0] * size

    def add(self, index, weight_delta, bias_delta):
        self.weights[index] = self.weights[index] + weight_delta
        self.biases[index] = self.biases[index] + bias_delta


def derive(cached, rectifier):
    if rectifier == "RELU":
        return np.where(cached > 0, 1.0, 0.0)
    return np.ones_like(cached)


def fit(layers, batch, values, target):
    last = len(layers) - 1
    loss = 2 * (values[-1] - target)
    for i in range(last, -1, -1):
        if i != last:
            loss = layers[i + 1].weight.T @ loss
        gradient = derive(values[i + 1], layers[i].rectifier)
        gradient = gradient * loss
        batch.add(i, gradient @ values[i].T, gradient)


def exercise1(W, B, A, Y, T):
    layers = [Layer(w, b, "RELU") for w, b in zip(W[:-1], B[:-1])]
    layers.append(Layer(W[-1], B[-1], "IDENTITY"))
    batch = Batch(len(layers))
    for n in range(len(T)):
        values = [a[n].reshape(-1, 1) for a in list(A) + [Y]]
        fit(layers, batch, values, T[n].reshape(-1, 1))
    DW = [w.T / len(T) for w in batch.weights]
    DB = [b.ravel() / len(T) for b in batch.biases]
    return DW, DB
