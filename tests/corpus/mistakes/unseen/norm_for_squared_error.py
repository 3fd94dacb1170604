# exercise: 2
# source: mstksg/backprop-learn (Haskell), commit 4e0678e "fixed squaredErrorV", src/Backprop/Learn/Loss.hs: squaredErrorV was norm_2V (res - constVar targ), it became e <.> e with e the difference
# mistake: the loss that is called squared error is the length of the difference, the root of the sum of the squares
# lines: 24
# crash: no
# first wrong: -
import torch

def fully_connected(w, b):
    return lambda x: x @ w + b

def rectified(layer):
    return lambda x: torch.relu(layer(x))

def compose(layers):
    def network(x):
        for layer in layers:
            x = layer(x)
        return x
    return network

def squared_error_v(targ):
    def loss(res):
        return torch.linalg.vector_norm(res - targ)
    return loss

def average(loss, n):
    return lambda res: loss(res) / n

def exercise2(W, B, X, T):
    layers = [rectified(fully_connected(w, b)) for w, b in zip(W[:-1], B[:-1])]
    network = compose(layers + [fully_connected(W[-1], B[-1])])
    return average(squared_error_v(T.flatten()), len(T))(network(X).flatten())
