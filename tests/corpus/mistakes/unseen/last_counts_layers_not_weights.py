# exercise: 2
# source: NVIDIA/DeepRecommender (PyTorch), pull request 4 'fix bug where the non-linear activation is also applied on the last decoding layer': self._last = len(layer_sizes) - 1, compared with the index of the weights in decode(); mended to len(layer_sizes) - 2
# mistake: The index of the last layer is counted in sizes instead of weight matrices, so that no index is equal to it and the activation is also applied to the output.
# lines: 24
# crash: no
# first wrong: err
import torch
import torch.nn.functional as F

def activation(input, kind):
    if kind == "relu":
        return F.relu(input)
    elif kind == "none":
        return input
    raise ValueError("Unknown non-linearity type")

def MSEloss(inputs, targets):
    criterion = torch.nn.MSELoss(reduction="sum")
    return criterion(inputs, targets) / targets.numel()

class AutoEncoder:
    def __init__(self, layer_sizes, encode_w, encode_b, decode_w, decode_b, nl_type="relu"):
        self._nl_type = nl_type
        self._last = len(layer_sizes) - 1
        self.encode_w, self.encode_b = encode_w, encode_b
        self.decode_w, self.decode_b = decode_w, decode_b
    def encode(self, x):
        for ind, w in enumerate(self.encode_w):
            x = activation(input=F.linear(input=x, weight=w.t(), bias=self.encode_b[ind]), kind=self._nl_type)
        return x
    def decode(self, z):
        for ind, w in enumerate(self.decode_w):
            z = activation(input=F.linear(input=z, weight=w.t(), bias=self.decode_b[ind]),
                           kind=self._nl_type if ind != self._last else "none")
        return z
    def forward(self, x):
        return self.decode(self.encode(x))

def exercise2(W, B, X, T):
    sizes = [len(W[2]), len(W[3]), len(B[3])]
    rencoder = AutoEncoder(sizes, W[:2], B[:2], W[2:], B[2:])
    outputs = rencoder.forward(X)
    return MSEloss(outputs, T)
