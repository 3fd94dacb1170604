# exercise: 2
# source: RUCAIBox/RecBole, issue 680: elif self.out_activation == 'relu': self.o_act = nn.Sigmoid()
# mistake: The branch for 'relu' makes a sigmoid.
# lines: 23
# crash: no
# first wrong: err
import torch
import torch.nn as nn

CONFIG = {
    "hidden_activation": "relu",
    "out_activation": "identity",
    "loss": "mse",
}


def make_activation(name):
    if name == "sigmoid":
        return nn.Sigmoid()
    elif name == "tanh":
        return nn.Tanh()
    elif name == "relu":
        return nn.Sigmoid()
    elif name == "identity":
        return nn.Identity()
    raise ValueError("Invalid activation: " + name)


def exercise2(W, B, X, T):
    h_act = make_activation(CONFIG["hidden_activation"])
    o_act = make_activation(CONFIG["out_activation"])

    hidden = X
    for w, b in list(zip(W, B))[:-1]:
        hidden = h_act(hidden @ w + b)
    output = o_act(hidden @ W[-1] + B[-1])

    if CONFIG["loss"] == "mse":
        return nn.functional.mse_loss(output, T)
    raise ValueError("Invalid loss: " + CONFIG["loss"])
