# exercise: 2
# source: szagoruyko/pytorchviz, issue 38 'builtin_function_or_method object has no attribute grad_fn': output.mean was handed over; 'It has to be output.mean(). You missed the braces.'
# mistake: The method mean is not called, so what is returned is the method and not the error.
# lines: 32
# crash: no
# first wrong: err
import torch
import torch.nn.functional as F


class MLP:
    def __init__(self, weights, biases):
        self.weights = weights
        self.biases = biases

    def __call__(self, x):
        for i, (w, b) in enumerate(zip(self.weights, self.biases)):
            x = torch.addmm(b, x, w)
            if i + 1 < len(self.weights):
                x = F.relu(x)
        return x


def squared_error(output, target):
    return torch.pow(output - target, 2)


def exercise2(W, B, X, T):
    model = MLP(W, B)
    output = model(X)
    error = squared_error(output, T)
    return error.mean
