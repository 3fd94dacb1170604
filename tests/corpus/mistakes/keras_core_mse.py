# exercise: 2
# source: keras-team/keras-core, issue 8 "Possible bug in MSE": the loss returns (y_true - y_pred) ** 2, without ops.mean
# mistake: mean_squared_error returns the squares of all samples, the mean is missing.
# lines: 42
# crash: no
# first wrong: err
import torch


class ops:
    """The few backend functions that we need."""
    matmul = staticmethod(torch.matmul)
    relu = staticmethod(torch.relu)
    mean = staticmethod(torch.mean)


class Dense:
    def __init__(self, kernel, bias, activation=None):
        self.kernel, self.bias = kernel, bias
        self.activation = activation

    def call(self, inputs):
        x = ops.matmul(inputs, self.kernel) + self.bias
        if self.activation is not None:
            x = self.activation(x)
        return x


class Functional:
    def __init__(self, layers):
        self.layers = layers

    def __call__(self, x):
        for layer in self.layers:
            x = layer.call(x)
        return x


def mean_squared_error(y_true, y_pred):
    y_pred = y_pred.squeeze(-1)
    y_true = y_true.squeeze(-1)
    return (y_true - y_pred) ** 2


def exercise2(W, B, X, T):
    acts = [ops.relu] * (len(W) - 1) + [None]
    model = Functional([Dense(w, b, a) for w, b, a in zip(W, B, acts)])
    return mean_squared_error(T, model(X))
