# exercise: 2
# source: tsinghua-rll/VoxelNet-tensorflow (Python, TensorFlow), issue 10 "RPN last layer": the helper for the layers puts a ReLU after each of them, also after the last maps, which are to give a regression and need negative values; mended in jeasinema/tf_voxelnet at a7a2729
# mistake: the helper ends every layer in a ReLU, also the last, so the output of the regression cannot become negative
# lines: 10, 13, 24
# crash: no
# first wrong: -
import torch
import torch.nn.functional as F

def fc_layer(input, params, name):
    weight, bias = params[name]
    temp = torch.matmul(input, weight) + bias
    return F.relu(temp)

class RPN:
    def __init__(self, W, B):
        names = ["block1", "block2", "block3", "regression"]
        self.params = dict(zip(names, zip(W, B)))

    def predict(self, features):
        temp = fc_layer(features, self.params, "block1")
        temp = fc_layer(temp, self.params, "block2")
        temp = fc_layer(temp, self.params, "block3")
        return fc_layer(temp, self.params, "regression")

    def loss(self, features, targets):
        delta = self.predict(features) - targets
        return delta.square().mean()

def exercise2(W, B, X, T):
    return RPN(W, B).loss(X, T)
