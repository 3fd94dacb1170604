# exercise: 1
# source: ssitu/Java-Neural-Network-Library (Java), commit 2f6c989 "Fixed leakyrelu", NNlib.java: leakyrelu(x, derivative) returned the value of the function under if (derivative) and the slope otherwise; the condition became !derivative, as in the other activation functions (here with slope 0, so relu)
# mistake: The function of the activation has its flag the wrong way round: it gives the slope where its value is asked for, and its value where the slope is asked for; so already the forward pass is wrong.
# lines: 16
# crash: no
# first wrong: DW[3]
import numpy as np

def linear(x, derivative):
    if not derivative:
        return x
    else:
        return np.ones(x.shape)

def relu(x, derivative):
    if derivative:
        return np.maximum(0.0 * x, x)
    else:
        return np.where(x <= 0, 0.0, 1.0)

ACTIVATION = {
    "LINEAR": lambda matrix, derivative: linear(matrix, derivative),
    "RELU": lambda matrix, derivative: relu(matrix, derivative),
}

LOSS = {
    "QUADRATIC": lambda out, target, derivative: 2 * (out - target) / len(out) if derivative else np.mean((out - target) ** 2),
}

def exercise1(W, B, A, Y, T):
    activations = ["RELU", "RELU", "RELU", "LINEAR"]
    x = A[0]
    cache = []
    for w, b, name in zip(W, B, activations):
        z = x.dot(w) + b
        cache.append({"in": x, "z": z, "activation": ACTIVATION[name]})
        x = ACTIVATION[name](z, False)
    delta = LOSS["QUADRATIC"](x, T, True)
    DW, DB = [], []
    for w, c in zip(W[::-1], cache[::-1]):
        delta = delta * c["activation"](c["z"], True)
        DW.append(c["in"].T.dot(delta))
        DB.append(delta.sum(axis=0))
        delta = delta.dot(w.T)
    return DW[::-1], DB[::-1]
