# exercise: 2
# source: aymericdamien/TensorFlow-Examples (Jupyter Notebook, TensorFlow 2), pull request 358 "output layer aactivation, add fc2 in call" (merged), "fc2 layer is unused": the model defines fc1, fc2 and out, but call went from fc1 to out; the call of fc2 was added (as told in the pull request)
# mistake: The second hidden layer is defined but never called; since the hidden layers have the same size, nothing complains, and its parameters get no gradient.
# lines: 29
# crash: no
# first wrong: -
import torch


class Dense:
    def __init__(self, kernel, bias, activation=None):
        self.kernel = kernel
        self.bias = bias
        self.activation = activation

    def __call__(self, x):
        x = torch.matmul(x, self.kernel) + self.bias
        return x if self.activation is None else self.activation(x)


class NeuralNet:
    def __init__(self, W, B):
        self.fc1 = Dense(W[0], B[0], activation=torch.relu)
        self.fc2 = Dense(W[1], B[1], activation=torch.relu)
        self.fc3 = Dense(W[2], B[2], activation=torch.relu)
        self.out = Dense(W[3], B[3])

    def call(self, x):
        x = self.fc1(x)
        x = self.fc3(x)
        return self.out(x)


def exercise2(W, B, X, T):
    neural_net = NeuralNet(W, B)
    pred = neural_net.call(X)
    return torch.mean(torch.square(pred - T))
