# exercise: 2
# source: MG2033/MobileNet-V2, issue 5: AttributeError: 'float' object has no attribute 'backward', at curloss.backward()
# mistake: The function returns the error as a Python number, which nothing can be differentiated from.
# lines: 29
# crash: no
# first wrong: err
import torch.nn.functional as F


class Train:
    def __init__(self, weights, biases):
        self.weights = weights
        self.biases = biases

    def layers(self):
        last = len(self.weights) - 1
        for number, pair in enumerate(zip(self.weights, self.biases)):
            yield (*pair, number == last)

    def predict(self, x):
        for weight, bias, is_last in self.layers():
            x = x @ weight + bias
            if not is_last:
                x = F.relu(x)
        return x

    def loss(self, x, target):
        curloss = F.mse_loss(self.predict(x), target)
        return curloss.item()


def exercise2(W, B, X, T):
    return Train(W, B).loss(X, T)
