# exercise: 2
# source: ubclaunchpad/minutes (Python, Keras; here with torch), commit fee6cae "bug fix" (pull request 134 "Wrong activation function", second-to-last layer), minutes/minutes.py: the new hidden layer was Dense(128, activation='softmax', name='transfer_dense_1'), its activation became 'relu'
# mistake: The last hidden layer has softmax as its activation in place of ReLU.
# lines: 42
# crash: no
# first wrong: -
import torch

ACTIVATIONS = {
    "relu": torch.relu,
    "softmax": lambda z: torch.softmax(z, dim=1),
    "linear": lambda z: z,
}


class Dense:
    def __init__(self, kernel, bias, activation, name):
        self.kernel, self.bias, self.name = kernel, bias, name
        self.activation = ACTIVATIONS[activation]

    def __call__(self, x):
        return self.activation(x @ self.kernel + self.bias)


class Sequential:
    def __init__(self):
        self.layers = []

    def add(self, layer):
        self.layers.append(layer)

    def predict(self, x):
        for layer in self.layers:
            x = layer(x)
        return x


def exercise2(W, B, X, T):
    model = Sequential()
    model.add(Dense(W[0], B[0], "relu", name="base_1"))
    model.add(Dense(W[1], B[1], "relu", name="base_2"))
    model.add(Dense(W[2], B[2], "softmax", name="transfer_dense_1"))
    model.add(Dense(W[3], B[3], "linear", name="output_1"))
    return torch.mean(torch.square(model.predict(X) - T))
