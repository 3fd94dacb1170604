# exercise: 2
# source: Storterald/neural-network (C++), commit d422c2d "fixed bug in ReLU function", src/math/Math.cpp, Math::ReLU: std::min(data[i], 0.0f) became std::max
# mistake: ReLU takes the minimum of the value and 0 where it should take the maximum.
# lines: 22
# crash: no
# first wrong: err
import torch


class Math:
    @staticmethod
    def matmul(first, second):
        return torch.mm(first, second)

    @staticmethod
    def add(first, second):
        return first + second

    @staticmethod
    def relu(data):
        zeros = torch.zeros_like(data)
        return torch.min(data, zeros)

    @staticmethod
    def mean_square(data):
        return torch.mul(data, data).mean()


class DenseLayer:
    def __init__(self, weights, biases, activation):
        self.weights = weights
        self.biases = biases
        self.activation = activation

    def forward(self, inputs):
        output = Math.add(Math.matmul(inputs, self.weights), self.biases)
        return self.activation(output)


class Network:
    def __init__(self, layers):
        self.layers = layers

    def forward(self, inputs):
        for layer in self.layers:
            inputs = layer.forward(inputs)
        return inputs


def exercise2(W, B, X, T):
    layers = [DenseLayer(w, b, Math.relu) for w, b in zip(W[:-1], B[:-1])]
    layers.append(DenseLayer(W[-1], B[-1], lambda data: data))
    output = Network(layers).forward(X)
    return Math.mean_square(output - T)
