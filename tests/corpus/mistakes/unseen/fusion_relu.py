# exercise: 2
# source: tzzcl/RNN-HA, issue 3: Here should be "o_model_input = self.relu(o_model_input)"
# mistake: The result of ReLU in the second hidden layer is not assigned to the variable that goes on, so this layer is linear.
# lines: 25
# crash: no
# first wrong: err
import torch


class Fusion:
    def __init__(self, W, B):
        self.W, self.B = W, B

    def linear(self, k, x):
        return torch.einsum("nd,dh->nh", x, self.W[k]) + self.B[k]

    @staticmethod
    def relu(x):
        return torch.clamp(x, min=0)

    def __call__(self, x):
        i_model_input = self.linear(0, x)
        i_model_input = self.relu(i_model_input)
        o_model_input = self.linear(1, i_model_input)
        self.relu(o_model_input)
        features = self.linear(2, o_model_input)
        features = self.relu(features)
        return self.linear(3, features)


def exercise2(W, B, X, T):
    output = Fusion(W, B)(X)
    err = torch.mean(torch.square(T - output))
    return err
